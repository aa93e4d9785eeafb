/** What only Zabbix's API knows: why a value was rejected, and what is in the history. */
@NullMarked
package nl.meldkamer.agent.zabbix;

import org.jspecify.annotations.NullMarked;
