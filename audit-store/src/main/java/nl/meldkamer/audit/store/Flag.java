package nl.meldkamer.audit.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import nl.meldkamer.audit.ComplianceStatus;
import nl.meldkamer.audit.Event;

/**
 * What struck the store about an event that it took. The bits are part of the record: never give one another meaning.
 */
public enum Flag {
    /** The process is none of {@link Processes}'. */
    UNKNOWN_PROCESS(1),
    /** The status is none of {@link nl.meldkamer.audit.ComplianceStatus}'s words. */
    UNKNOWN_STATUS(2),
    /** Another event of the same source and id was there already. */
    CONFLICT(4),
    /** Its source says that it happened later than it was recorded, by more than clocks differ. */
    FROM_THE_FUTURE(8),
    /** The store's clock had gone back: the moment of recording is that of the event before it. */
    CLOCK_WENT_BACK(16);

    /** How far apart clocks are that are kept in time. */
    private static final Duration CLOCK_DIFFERENCE = Duration.ofMinutes(5);

    private final int bit;

    Flag(int bit) {
        this.bit = bit;
    }

    /**
     * Those of an event.
     *
     * @param recorded when: now, or later when an earlier event of the stream was recorded later
     * @param conflict whether its stream has another of the same source and id
     */
    static Set<Flag> of(Event event, Instant recorded, Instant now, boolean conflict) {
        Set<Flag> flags = EnumSet.noneOf(Flag.class);
        if (!Processes.known().contains(event.process())) flags.add(UNKNOWN_PROCESS);
        if (ComplianceStatus.of(event.status()).isEmpty()) flags.add(UNKNOWN_STATUS);
        if (conflict) flags.add(CONFLICT);
        if (event.occurred().isAfter(recorded.plus(CLOCK_DIFFERENCE))) flags.add(FROM_THE_FUTURE);
        if (recorded.isAfter(now)) flags.add(CLOCK_WENT_BACK);
        return flags;
    }

    public static int bits(Set<Flag> flags) {
        int bits = 0;
        for (Flag flag : flags) bits |= flag.bit;
        return bits;
    }

    /** The flags of these bits, in an unmodifiable set; bits that no flag has are left out. */
    static Set<Flag> of(int bits) {
        Set<Flag> flags = EnumSet.noneOf(Flag.class);
        for (Flag flag : values()) if ((bits & flag.bit) != 0) flags.add(flag);
        return Collections.unmodifiableSet(flags);
    }
}
