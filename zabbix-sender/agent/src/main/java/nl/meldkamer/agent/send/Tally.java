package nl.meldkamer.agent.send;

import java.util.Optional;
import nl.meldkamer.sender.Outcome;

/** What became of the values put to one destination: each is counted once, under what is known of it. Thread-safe. */
final class Tally {
    private long accepted;
    private long rejected;
    private long unknown;
    private long notSent;
    private Optional<String> failure = Optional.empty();

    synchronized void count(Outcome outcome, int size) {
        if (outcome instanceof Outcome.Accepted) accepted += size;
        else if (outcome instanceof Outcome.PartlyRejected partly) {
            accepted += partly.processed();
            rejected += partly.failed();
        } else if (outcome instanceof Outcome.Unknown lost) {
            unknown += size;
            fail("no answer that counts: " + lost.reason());
        } else if (outcome instanceof Outcome.Refused refused) {
            notSent += size;
            fail("refused: " + refused.reason());
        } else if (outcome instanceof Outcome.NotSent failed) {
            notSent += size;
            fail("not reached: " + failed.reason());
        }
    }

    /** Values that were put after the failure. */
    synchronized void untried(int size) {
        notSent += size;
    }

    /** Values that the server took. */
    synchronized long accepted() {
        return accepted;
    }

    /** Values that the server answered for with "failed". */
    synchronized long rejected() {
        return rejected;
    }

    /** Values that the server may have or not. */
    synchronized long unknown() {
        return unknown;
    }

    /** Values that the server doesn't have: refused, not reached, not tried. */
    synchronized long notSent() {
        return notSent;
    }

    /** Why sending ended early; empty when it didn't. */
    synchronized Optional<String> failure() {
        return failure;
    }

    long answered() {
        return accepted() + rejected();
    }

    private void fail(String reason) {
        if (failure.isEmpty()) failure = Optional.of(reason);
    }
}
