/** Samples that Zabbix has not yet accepted, on disk; and what had to be given up, with the reason. */
@NullMarked
package nl.meldkamer.agent.spool;

import org.jspecify.annotations.NullMarked;
