package nl.meldkamer.audit;

/** What became of one event. Each outcome but {@link Refused} means that it is committed. */
public sealed interface Appended {
    /** It is in the stream, under this number, and nothing has it twice. */
    record Stored(long seq) implements Appended {}

    /** The same event, byte for byte in what its source said, was in the stream already. */
    record Duplicate(long seq) implements Appended {}

    /**
     * Another event with the same source and id was there already. This one is stored as well, under its own number,
     * and flagged.
     *
     * @param earlier the number of the one that was there
     */
    record Conflict(long seq, long earlier) implements Appended {}

    /** It can't be an event; its bytes are kept apart, under this number, for a person to look at. */
    record Quarantined(long number, String reason) implements Appended {}

    /** It is not stored: the store is away, full, or has too much to do. To be sent again. */
    record Refused(String reason) implements Appended {}
}
