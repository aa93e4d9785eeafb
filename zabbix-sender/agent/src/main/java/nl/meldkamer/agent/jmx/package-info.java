/** The daemon's figures as Java's own management interface has them, and the two ways by which Zabbix asks for them. */
@NullMarked
package nl.meldkamer.agent.jmx;

import org.jspecify.annotations.NullMarked;
