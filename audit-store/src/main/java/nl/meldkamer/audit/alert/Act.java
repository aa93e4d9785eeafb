package nl.meldkamer.audit.alert;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * One of the things that a person does to a problem with an update; by weight, the one that the update is named after
 * first.
 */
public enum Act {
    CLOSED(1, "closed", "alert_closed"),
    UNACKNOWLEDGED(16, "unacknowledged", "alert_unacknowledged"),
    ACKNOWLEDGED(2, "acknowledged", "alert_acknowledged"),
    SEVERITY_CHANGED(8, "changed severity", "alert_severity_changed"),
    UNSUPPRESSED(64, "unsuppressed", "alert_unsuppressed"),
    SUPPRESSED(32, "suppressed", "alert_suppressed"),
    COMMENTED(4, "commented", "alert_commented"),
    RANKED_AS_CAUSE(128, "ranked as cause", "alert_ranked"),
    RANKED_AS_SYMPTOM(256, "ranked as symptom", "alert_ranked");

    private final int bit;
    private final String words;
    private final String action;

    Act(int bit, String words, String action) {
        this.bit = bit;
        this.words = words;
        this.action = action;
    }

    /** Those that {@code {EVENT.UPDATE.ACTION}} names; words that are not known name none. */
    static Set<Act> inWords(String told) {
        List<String> each = List.of(told.split(", | and "));
        Set<Act> acts = EnumSet.noneOf(Act.class);
        for (Act act : values()) if (each.stream().anyMatch(one -> one.startsWith(act.words))) acts.add(act);
        return acts;
    }

    /** Those of the API's {@code action} of an acknowledgement; bits that are not known name none. */
    public static Set<Act> inBits(int action) {
        Set<Act> acts = EnumSet.noneOf(Act.class);
        for (Act act : values()) if ((action & act.bit) != 0) acts.add(act);
        return acts;
    }

    static int bits(Set<Act> acts) {
        return acts.stream().mapToInt(act -> act.bit).sum();
    }

    /** What an event says was done, of all that was done at once. */
    static String action(Set<Act> acts) {
        return Arrays.stream(values())
                .filter(acts::contains)
                .map(act -> act.action)
                .findFirst()
                .orElse("alert_updated");
    }

    /** As Zabbix says it. */
    public String words() {
        return words;
    }
}
