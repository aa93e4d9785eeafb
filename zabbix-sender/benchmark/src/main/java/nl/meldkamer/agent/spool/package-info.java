/** Benchmarks of the spool. */
@NullMarked
package nl.meldkamer.agent.spool;

import org.jspecify.annotations.NullMarked;
