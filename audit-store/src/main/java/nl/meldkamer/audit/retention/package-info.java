/** How long events are kept: at least what the law says, at most what privacy allows. */
@NullMarked
package nl.meldkamer.audit.retention;

import org.jspecify.annotations.NullMarked;
