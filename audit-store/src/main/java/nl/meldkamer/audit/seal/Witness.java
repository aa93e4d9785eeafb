package nl.meldkamer.audit.seal;

import java.util.List;

/**
 * Who has seen checkpoints and keeps them where the store's administrator can't change them. Zabbix, usually: another
 * database and another administrator. Without one, whoever has the database and the key can rewrite everything.
 */
@FunctionalInterface
public interface Witness {
    /**
     * The signed notes that it has of one tree, in any order; all of them, or the last and a sample. Kept in memory.
     *
     * @param origin the first line of their text
     */
    List<String> seen(String origin);

    /** One that has seen nothing. */
    static Witness none() {
        return origin -> List.of();
    }
}
