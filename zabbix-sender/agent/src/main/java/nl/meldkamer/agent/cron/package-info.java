/** When jobs that recur are due. */
@NullMarked
package nl.meldkamer.agent.cron;

import org.jspecify.annotations.NullMarked;
