/** What Meldkamer costs and how fast it is, measured against zabbix_sender on a real Zabbix. */
@NullMarked
package nl.meldkamer.e2e.performance;

import org.jspecify.annotations.NullMarked;
