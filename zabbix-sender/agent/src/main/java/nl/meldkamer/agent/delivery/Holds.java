package nl.meldkamer.agent.delivery;

import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import nl.meldkamer.agent.spool.SpooledSample;
import nl.meldkamer.sender.Sample;
import org.jspecify.annotations.Nullable;

/**
 * Who has to wait in one lane, so that nobody else does: a host after a packet that did not come through, an item after
 * a rejection. Their samples are passed over and stay in the spool; when the wait is over the lane reads again from the
 * first of them. Not thread-safe.
 */
final class Holds {

    private record Item(String host, String key) {

        static Item of(Sample sample) {
            return new Item(sample.host(), sample.key());
        }
    }

    /** Waits end in steps of this, since each end makes the lane read again. */
    private static final long STEP = Duration.ofSeconds(1).toNanos();

    private final DeliverySettings settings;
    private final RandomGenerator random;
    private final Map<String, Hold> hosts = new HashMap<>();
    private final Map<Item, Hold> items = new LinkedHashMap<>();
    private OptionalLong nextRelease = OptionalLong.empty();

    Holds(DeliverySettings settings, RandomGenerator random) {
        this.settings = settings;
        this.random = random;
    }

    /** True for a sample that has to wait, which is then remembered. */
    boolean keepBack(SpooledSample row) {
        if (isEmpty()) return false;
        return keepBack(hosts.get(row.sample().host()), row) || keepBack(items.get(Item.of(row.sample())), row);
    }

    private static boolean keepBack(@Nullable Hold hold, SpooledSample row) {
        if (hold == null || !hold.isWaiting()) return false;
        hold.passOver(row.id());
        return true;
    }

    /** True while values of the item were rejected and none was accepted since. */
    boolean isSuspect(Sample sample) {
        return !items.isEmpty() && items.containsKey(Item.of(sample));
    }

    /** The host waits after a packet that began with this id. */
    void hostFailed(String host, long firstId, long now) {
        Hold hold = hosts.computeIfAbsent(host, any -> new Hold(now));
        int failures = hold.fail(firstId);
        letWait(hold, now + settings.retry().after(failures, random).toNanos());
    }

    /** True after a failed packet and until one came through. */
    boolean isHostInDoubt(String host) {
        return hosts.containsKey(host);
    }

    void hostAnswered(String host) {
        hosts.remove(host);
    }

    /** The item waits from this sample on, which was rejected; false when it was waited for long enough. */
    boolean itemRejected(SpooledSample row, long now) {
        Item item = Item.of(row.sample());
        if (!items.containsKey(item) && !makeRoom()) return false;
        Hold hold = items.computeIfAbsent(item, any -> new Hold(now));
        if (hold.age(now).compareTo(settings.patience(row.sample())) >= 0) return false;
        long wait = settings.recheck().after(hold.fail(row.id()), random).toNanos();
        letWait(hold, Math.floorDiv(now + wait + STEP - 1, STEP) * STEP);
        return true;
    }

    /** The item's samples from this one on are to be read again, when its wait is over or else at once. */
    void readAgain(SpooledSample row, long now) {
        Hold hold = items.computeIfAbsent(Item.of(row.sample()), any -> new Hold(now));
        hold.passOver(row.id());
        if (!hold.isWaiting()) letWait(hold, now);
    }

    void itemAccepted(Sample sample) {
        if (!items.isEmpty()) items.remove(Item.of(sample));
    }

    /** Ends the waits that are over; the first id that was passed over during them. */
    OptionalLong release(long now) {
        if (nextRelease.isEmpty() || nextRelease.getAsLong() - now > 0) return OptionalLong.empty();
        OptionalLong first = waiting()
                .filter(hold -> hold.until() - now <= 0)
                .mapToLong(Hold::release)
                .min();
        nextRelease = waiting().mapToLong(Hold::until).min();
        return first;
    }

    /** How long until the next wait is over, at most {@code most}. */
    Duration untilNext(long now, Duration most) {
        if (nextRelease.isEmpty()) return most;
        return Duration.ofNanos(Math.max(0, Math.min(nextRelease.getAsLong() - now, most.toNanos())));
    }

    private void letWait(Hold hold, long until) {
        hold.waitUntil(until);
        if (nextRelease.isEmpty() || until - nextRelease.getAsLong() < 0) nextRelease = OptionalLong.of(until);
    }

    /** Forgets an item that was given up, if there are too many; it will be waited for anew. */
    private boolean makeRoom() {
        if (items.size() < settings.mostHeld()) return true;
        Iterator<Hold> oldest = items.values().iterator();
        while (oldest.hasNext()) {
            if (oldest.next().isWaiting()) continue;
            oldest.remove();
            return true;
        }
        return false;
    }

    long heldItems() {
        return items.values().stream().filter(Hold::isWaiting).count();
    }

    private Stream<Hold> waiting() {
        return Stream.concat(hosts.values().stream(), items.values().stream()).filter(Hold::isWaiting);
    }

    private boolean isEmpty() {
        return hosts.isEmpty() && items.isEmpty();
    }
}
