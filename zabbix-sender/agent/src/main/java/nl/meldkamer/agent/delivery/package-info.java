/** From the spool to each Zabbix: in order, again after every doubt, and never acknowledged on less than success. */
@NullMarked
package nl.meldkamer.agent.delivery;

import org.jspecify.annotations.NullMarked;
