/** How events come in over HTTP: who may send them, what they look like, and what is answered. */
@NullMarked
package nl.meldkamer.audit.ingest;

import org.jspecify.annotations.NullMarked;
