/** The audit store inside the daemon, and the commands for it. */
@NullMarked
package nl.meldkamer.agent.audit;

import org.jspecify.annotations.NullMarked;
