package nl.meldkamer.agent.send;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.meldkamer.sender.Outcome;
import nl.meldkamer.sender.Packet;
import nl.meldkamer.sender.Packet.Entry;
import nl.meldkamer.sender.Sender;

/**
 * Finds out which values a server rejected, as it only says how many: halves of the packet are sent again until the
 * count of each is all or nothing. That is safe because a sample sent again is the same sample, with the same clock and
 * ns, which Zabbix keeps once; and because these packets have no session, so that no repeat is rejected for being one.
 * Values of an item that is known to be rejected are not asked about again.
 *
 * <p>Bounded: at most {@link #MAX_ITEMS} items are named, with at most {@link #MAX_QUESTIONS} packets. Thread-safe.
 */
final class Rejections {
    static final int MAX_ITEMS = 20;
    static final int MAX_QUESTIONS = 400;

    private static final int NO_ANSWER = -1;

    /** An item of a host, as the input names it. */
    record Item(String host, String key) {
        static Item of(Entry entry) {
            return new Item(entry.sample().host(), entry.sample().key());
        }
    }

    /**
     * What is known of a rejected item.
     *
     * @param firstLine of a rejected value, 0 when it was not read from a file
     */
    record Count(long values, long firstLine) {
        Count plus(Count other) {
            return new Count(values + other.values, Math.min(firstLine, other.firstLine));
        }
    }

    private final Sender sender;
    private final Map<Item, Count> items = new LinkedHashMap<>();
    private long unnamed;
    private int questions;

    Rejections(Sender sender) {
        this.sender = sender;
    }

    /** Names, as far as the bounds allow, the {@code failed} values of a packet that was answered. */
    synchronized void name(Packet packet, int failed) {
        List<Entry> known = packet.entries().stream().filter(this::isKnown).toList();
        List<Entry> open =
                packet.entries().stream().filter(entry -> !isKnown(entry)).toList();
        if (known.size() > failed) {
            unnamed += failed;
            return;
        }
        known.forEach(this::add);
        name(open, failed - known.size());
    }

    /** The items named, in the order in which they were found. */
    synchronized Map<Item, Count> items() {
        return new LinkedHashMap<>(items);
    }

    /** How many rejected values could not be told from others within the bounds. */
    synchronized long unnamed() {
        return unnamed;
    }

    private void name(List<Entry> entries, int failed) {
        if (failed == 0) return;
        if (failed == entries.size()) entries.forEach(this::add);
        else if (failed > entries.size() || items.size() >= MAX_ITEMS) unnamed += failed;
        else split(entries, failed);
    }

    private void split(List<Entry> entries, int failed) {
        int middle = entries.size() / 2;
        List<Entry> left = entries.subList(0, middle);
        List<Entry> right = entries.subList(middle, entries.size());
        int failedLeft = ask(left);
        int failedRight = failedLeft == NO_ANSWER ? NO_ANSWER : ask(right);
        // Both are asked, so that a server whose configuration changes meanwhile gets no wrong item named.
        if (failedRight == NO_ANSWER || failedLeft + failedRight != failed) {
            unnamed += failed;
            return;
        }
        name(left, failedLeft);
        name(right, failedRight);
    }

    private int ask(List<Entry> entries) {
        if (questions >= MAX_QUESTIONS) return NO_ANSWER;
        questions++;
        Outcome outcome = sender.send(new Packet(Optional.empty(), entries));
        if (outcome instanceof Outcome.Accepted) return 0;
        return outcome instanceof Outcome.PartlyRejected partly ? partly.failed() : NO_ANSWER;
    }

    private boolean isKnown(Entry entry) {
        return items.containsKey(Item.of(entry));
    }

    private void add(Entry entry) {
        Item item = Item.of(entry);
        if (items.size() < MAX_ITEMS || items.containsKey(item))
            items.merge(item, new Count(1, entry.id()), Count::plus);
        else unnamed++;
    }
}
