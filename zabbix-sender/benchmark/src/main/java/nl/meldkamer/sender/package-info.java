/** Benchmarks of the wire. */
@NullMarked
package nl.meldkamer.sender;

import org.jspecify.annotations.NullMarked;
