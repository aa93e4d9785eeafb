/** The wire to Zabbix: trapper protocol, TLS, one request and one outcome. Needs nothing else of Meldkamer's. */
@NullMarked
package nl.meldkamer.sender;

import org.jspecify.annotations.NullMarked;
