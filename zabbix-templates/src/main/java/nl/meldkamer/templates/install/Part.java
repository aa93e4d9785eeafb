package nl.meldkamer.templates.install;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One thing that install makes in Zabbix. It remembers nothing: each method looks at the server. What it is made of is
 * told as properties, by name, in words that an administrator knows; two states are the same when these are.
 */
interface Part {

    /** Names it among all parts of all kinds, and says what it is: {@code host 'De Linde'}. */
    String id();

    /** How install makes it. */
    Map<String, String> wanted();

    /**
     * How it is now; empty when it is not there, or was begun and is not whole.
     *
     * @param installed how install left it; empty when install has not made it
     */
    Optional<Map<String, String>> found(Map<String, String> installed);

    /** Whether it shows by itself, without a record, that install made it. Asked only when it is as wanted. */
    boolean isMarked();

    /** Makes it, or finishes it. What it needs of other parts is there. */
    void create();

    /** Makes it as wanted when it is otherwise. */
    void change();

    void remove();

    /**
     * Who else uses it, in words; empty when it can go.
     *
     * @param going the ids of the parts that go before it
     */
    default Optional<String> usedBy(Set<String> going) {
        return Optional.empty();
    }

    /** What goes with it; empty for nothing. */
    default String loss() {
        return "";
    }
}
