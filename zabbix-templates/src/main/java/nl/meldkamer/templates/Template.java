package nl.meldkamer.templates;

import java.util.List;

/**
 * The template that a catalogue makes.
 *
 * @param name technical and visible name, "... by Zabbix trapper"; item references and uuids hang on it
 * @param group template group (host group before Zabbix 6.2)
 */
public record Template(String name, String group, String description, List<Tag> tags) {

    public Template {
        tags = List.copyOf(tags);
    }
}
