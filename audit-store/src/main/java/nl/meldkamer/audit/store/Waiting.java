package nl.meldkamer.audit.store;

import nl.meldkamer.audit.Appended;
import org.jspecify.annotations.Nullable;

/** An event whose caller waits for it to be committed. */
final class Waiting {
    private final Submission submission;
    private final int index;
    private Incoming incoming;
    private @Nullable Appended tried;

    Waiting(Submission submission, int index, Incoming incoming) {
        this.submission = submission;
        this.index = index;
        this.incoming = incoming;
    }

    Incoming incoming() {
        return incoming;
    }

    /** The database can't take it, whatever is tried. */
    void objectTo(String reason) {
        incoming = Incoming.objectionable(incoming.event(), reason);
    }

    /** What it will be if the transaction that it is in now turns out to be committed; null: that stored nothing. */
    void trying(@Nullable Appended outcome) {
        tried = outcome;
    }

    /** What an earlier try, of which nobody knows how it ended, made of it, if that gave it this number; else null. */
    @Nullable Appended triedAs(long seq) {
        if (tried instanceof Appended.Stored stored && stored.seq() == seq) return tried;
        if (tried instanceof Appended.Conflict conflict && conflict.seq() == seq) return tried;
        return null;
    }

    void settle(Appended outcome) {
        submission.settle(index, outcome);
    }
}
