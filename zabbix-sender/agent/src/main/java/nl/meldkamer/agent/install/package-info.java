/** {@code meldkamer install} and {@code meldkamer uninstall}. */
@NullMarked
package nl.meldkamer.agent.install;

import org.jspecify.annotations.NullMarked;
