/** {@code meldkamer send}: takes zabbix_sender's options and input, sends, and says what became of every value. */
@NullMarked
package nl.meldkamer.agent.send;

import org.jspecify.annotations.NullMarked;
