/** Zabbix's own programs with the loadable module and the plugin, and a daemon that they ask. */
@NullMarked
package nl.meldkamer.e2e.module;

import org.jspecify.annotations.NullMarked;
