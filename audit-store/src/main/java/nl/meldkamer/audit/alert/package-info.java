/** Alerts of Zabbix as events: that there is a problem, who did what about it, and that it is over. */
@NullMarked
package nl.meldkamer.audit.alert;

import org.jspecify.annotations.NullMarked;
