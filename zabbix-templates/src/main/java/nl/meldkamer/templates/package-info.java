/** What is monitored: the catalogue, and the Zabbix templates made from it. */
@NullMarked
package nl.meldkamer.templates;

import org.jspecify.annotations.NullMarked;
