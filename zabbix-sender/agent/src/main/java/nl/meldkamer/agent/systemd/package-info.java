/** The daemon as a service: what systemd is told. */
@NullMarked
package nl.meldkamer.agent.systemd;

import org.jspecify.annotations.NullMarked;
