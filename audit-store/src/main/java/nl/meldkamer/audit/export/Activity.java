package nl.meldkamer.audit.export;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What is done to a document, or to an account, in the numbers of OCSF and the words of ECS. */
enum Activity {
    CREATE(1, 1, "creation", "created drafted draft joined generated placed"),
    READ(2, 99, "access", "viewed read exported"),
    DELETE(4, 6, "deletion", "deleted erased dropped"),
    ENABLE(8, 2, "change", "enabled unlocked"),
    DISABLE(9, 5, "change", "disabled locked"),
    ACTIVATE(10, 2, "change", "active activated"),
    DEACTIVATE(11, 5, "change", "cancelled expired deactivated terminated"),
    SUSPEND(12, 5, "change", "suspended"),
    RESUME(13, 2, "change", "resumed"),
    UPDATE(3, 99, "change", "changed updated approved rejected submitted processed acknowledged"),
    OTHER(99, 99, "info", "");

    private final int entity;
    private final int account;
    private final String ecsType;
    private final String endings;

    /**
     * One activity.
     *
     * @param entity its number in class 3004
     * @param account its number in class 3001
     * @param endings the last words of actions that mean it, with spaces between
     */
    Activity(int entity, int account, String ecsType, String endings) {
        this.entity = entity;
        this.account = account;
        this.ecsType = ecsType;
        this.endings = endings;
    }

    /** By the last word of an action, such as {@code created} of {@code mandate_created}. */
    static Activity of(String action) {
        String last = action.substring(action.lastIndexOf('_') + 1).toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(activity -> List.of(activity.endings.split(" ")).contains(last))
                .findFirst()
                .orElse(OTHER);
    }

    int entity() {
        return entity;
    }

    int account() {
        return account;
    }

    String ecsType() {
        return ecsType;
    }
}
