/** The daemon's Unix socket: other programs on the machine hand values over, and ask how it is. */
@NullMarked
package nl.meldkamer.agent.socket;

import org.jspecify.annotations.NullMarked;
