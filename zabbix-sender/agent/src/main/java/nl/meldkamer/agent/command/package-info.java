/** The {@code meldkamer} command and its subcommands. */
@NullMarked
package nl.meldkamer.agent.command;

import org.jspecify.annotations.NullMarked;
