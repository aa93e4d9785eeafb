package nl.meldkamer.templates.install;

import java.util.List;

/**
 * What becomes of one part.
 *
 * @param part what it is: {@code host 'De Linde'}
 * @param reasons why, a sentence each
 */
public record Step(Action action, String part, List<String> reasons) {

    /** What is done. */
    public enum Action {
        CREATE,
        CHANGE,
        REMOVE,
        /** It is otherwise than it would be made, and an administrator made it so. */
        KEEP,
        /** There is nothing to do. */
        NOTHING
    }

    public Step {
        reasons = List.copyOf(reasons);
    }

    /** Whether it changes anything in Zabbix. */
    public boolean changes() {
        return action != Action.KEEP && action != Action.NOTHING;
    }
}
