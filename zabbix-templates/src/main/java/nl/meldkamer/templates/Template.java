package nl.meldkamer.templates;

import java.util.List;

/**
 * The template that a catalogue makes.
 *
 * @param name technical and visible name, "... by Zabbix trapper"; item references and uuids hang on it
 * @param group template group (host group before Zabbix 6.2)
 * @param description of what is monitored; how the values come is said by {@code via}
 * @param via how Zabbix comes by the values
 */
public record Template(String name, String group, String description, List<Tag> tags, Via via) {

    public Template {
        tags = List.copyOf(tags);
    }

    /** Whose values come in another way, which its name says. */
    Template by(Via other) {
        String ending = " by " + via.label();
        String bare = name.endsWith(ending) ? name.substring(0, name.length() - ending.length()) : name;
        return new Template(bare + " by " + other.label(), group, description, tags, other);
    }

    /** What is monitored, and how the values come. */
    String overview() {
        return (description.strip() + "\n" + via.note()).strip();
    }
}
