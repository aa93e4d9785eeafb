/** Benchmarks of the spool. */
@NullMarked
package nl.meldkamer.agent.socket;

import org.jspecify.annotations.NullMarked;
