/** Follows a log file that another program writes and rotates. */
@NullMarked
package nl.meldkamer.agent.tail;

import org.jspecify.annotations.NullMarked;
