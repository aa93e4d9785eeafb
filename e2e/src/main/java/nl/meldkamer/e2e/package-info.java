/** Real servers on loopback, for the demonstration and for the end-to-end tests. */
@NullMarked
package nl.meldkamer.e2e;

import org.jspecify.annotations.NullMarked;
