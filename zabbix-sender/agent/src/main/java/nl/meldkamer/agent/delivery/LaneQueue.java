package nl.meldkamer.agent.delivery;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import nl.meldkamer.agent.delivery.Window.Taken;
import nl.meldkamer.agent.spool.LaneReader;
import nl.meldkamer.agent.spool.LaneReader.Page;
import nl.meldkamer.agent.spool.Outbox;
import nl.meldkamer.agent.spool.SpooledSample;

/**
 * Decides which samples of a lane go next.
 *
 * <p>The lane is read in passes: one goes from where the last one ended to the <em>horizon</em>, the newest sample at
 * its start, and in order. While a pass is longer than what is read at once, there is a backlog; then samples beyond the
 * horizon, which came in meanwhile, take turns with those before it, if their item has none before it. So a live value
 * overtakes the backlog of others, and never its own. Those beyond the horizon that did not go are in the next pass.
 *
 * <p>Both readings send ids that rise, each in its own {@link Session}. What was passed over ({@link Holds}) or did not come
 * through is read again from the spool, so nothing need be remembered of it. Not thread-safe.
 */
final class LaneQueue {

    private static final long MOST_CHARACTERS = 2_000_000;

    private final LaneReader reader;
    private final int readAhead;
    private final Losses losses;
    private final Window older;
    private final Window live;
    private final Session sessionOfOlder;
    private final Session sessionOfLive;
    private long horizon;
    private boolean passEnded = true;
    private Optional<Set<Long>> itemsWithBacklog = Optional.empty();
    private boolean liveIsNext;

    /** What the lane does around a reading. */
    interface Losses {
        /** Waits until what was acknowledged is gone from the spool, lest it be read again. */
        void settle();

        /** Gives up samples that the disk did not return as they were written. */
        void damaged(List<SpooledSample> samples);
    }

    LaneQueue(Outbox outbox, LaneReader reader, String lane, int readAhead, Holds holds, Losses losses) {
        this.reader = reader;
        this.readAhead = readAhead;
        this.losses = losses;
        older = new Window(holds);
        live = new Window(holds);
        long newest = reader.lastId();
        sessionOfOlder = new Session(outbox, "older " + lane, newest);
        sessionOfLive = new Session(outbox, "live " + lane, newest);
    }

    /** Up to {@code most} samples of one host; empty when there is nothing that may go now. */
    Optional<Batch> next(int most) {
        liveIsNext = itemsWithBacklog.isPresent() && !liveIsNext;
        Optional<Batch> batch = liveIsNext ? nextLive(most) : Optional.empty();
        return batch.isPresent() ? batch : nextOlder(most);
    }

    /** Everything after an id is to be read again, as far as it is still owed. */
    void goBackTo(long id) {
        older.goBackTo(id);
        live.goBackTo(Math.max(horizon, id));
        passEnded = false;
    }

    private Optional<Batch> nextOlder(int most) {
        while (true) {
            Taken taken = older.take(most);
            if (!taken.samples().isEmpty()) return Optional.of(batch(taken, sessionOfOlder));
            if (passEnded && !startPass()) return Optional.empty();
            passEnded = read(older, horizon);
            if (!passEnded && itemsWithBacklog.isEmpty()) itemsWithBacklog = Optional.of(reader.items(horizon));
        }
    }

    private Optional<Batch> nextLive(int most) {
        Taken taken = live.take(most);
        if (taken.samples().isEmpty()) {
            read(live, reader.lastId());
            taken = live.take(most);
        }
        return taken.samples().isEmpty() ? Optional.empty() : Optional.of(batch(taken, sessionOfLive));
    }

    /** False when nothing came in since the last pass. */
    private boolean startPass() {
        long newest = reader.lastId();
        if (newest <= older.position()) return false;
        losses.settle();
        horizon = newest;
        live.moveTo(horizon);
        itemsWithBacklog = Optional.empty();
        return true;
    }

    /** Reads on up to an id; true when that was reached. */
    private boolean read(Window window, long upTo) {
        losses.settle();
        Page page = reader.peek(window.position(), upTo, readAhead, MOST_CHARACTERS);
        List<SpooledSample> found = page.samples();
        long reached = page.last() ? upTo : found.get(found.size() - 1).id();
        List<SpooledSample> damaged =
                found.stream().filter(row -> !row.intact()).toList();
        if (!damaged.isEmpty()) losses.damaged(damaged);
        window.fill(
                found.stream().filter(row -> row.intact() && mayGo(window, row)).toList(), reached);
        return page.last();
    }

    private boolean mayGo(Window window, SpooledSample row) {
        return window == older || !itemsWithBacklog.orElseThrow().contains(row.item());
    }

    private static Batch batch(Taken taken, Session session) {
        Optional<String> token = taken.suspect() ? Optional.empty() : session.tokenFor(taken.samples());
        return new Batch(token, taken.samples());
    }
}
