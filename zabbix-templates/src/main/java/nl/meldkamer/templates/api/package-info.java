/** The client of the Zabbix API (JSON-RPC 2.0 over HTTP). */
@NullMarked
package nl.meldkamer.templates.api;

import org.jspecify.annotations.NullMarked;
