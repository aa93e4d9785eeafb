/** Brings what a catalogue needs into a Zabbix, by its API, and takes it away again. */
@NullMarked
package nl.meldkamer.templates.install;

import org.jspecify.annotations.NullMarked;
