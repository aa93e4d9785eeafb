package nl.meldkamer.audit.evidence;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import nl.meldkamer.audit.Reference;
import nl.meldkamer.audit.evidence.FoundEvent.Why;
import nl.meldkamer.audit.rule.Words;
import nl.meldkamer.audit.store.AuditStore;
import nl.meldkamer.audit.store.Bytes;
import nl.meldkamer.audit.store.Entry;
import nl.meldkamer.audit.store.MalformedRecordException;
import nl.meldkamer.audit.store.Role;
import nl.meldkamer.audit.store.StoredEvent;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/**
 * Finds the events that belong to a mandate: those about it, those whose details name it, or the reference that the
 * debtor signed; then, one step on, those about the batches that have a collection of it, and the returns of its
 * collections. An event that names another mandate belongs to that one. Reads all events once or a few times, in
 * portions. Not thread-safe.
 */
final class EvidenceSearch {

    /** A mandate of ten years with monthly collections has some hundreds. */
    static final int MOST_EVENTS = 10_000;

    /** The document and the reference of it, and what it was called before it was amended. */
    private static final int MOST_NAMES = 10;

    private static final long PORTION = 100_000;
    private static final int FETCH_SIZE = 200;

    /** What looks the same in the bytes of every JSON text. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9 ._-]+");

    private static final String COLUMNS = "SELECT stream, seq, canonical, leaf FROM audit.event WHERE ";

    private record Key(int stream, long seq) {}

    private final AuditStore store;
    private final Set<String> names = new TreeSet<>();
    private final Map<Key, FoundEvent> found =
            new TreeMap<>(Comparator.comparingInt(Key::stream).thenComparingLong(Key::seq));
    private boolean overflowed;

    EvidenceSearch(AuditStore store, String mandate) {
        this.store = store;
        names.add(mandate);
    }

    /** In the order in which they happened. */
    List<FoundEvent> search() throws EvidenceException {
        Set<String> searched = new HashSet<>();
        while (!searched.containsAll(names)) {
            Set<String> now = new TreeSet<>(names);
            searched.addAll(now);
            now.forEach(name -> store.reader().about(new Reference(Mentions.MANDATE, name), this::takeNamed));
            scan(now);
            requireBounded();
        }
        follow();
        requireBounded();
        return found.values().stream().sorted(FoundEvent::byTime).toList();
    }

    /** What the mandate is called, by the events that were found. */
    Set<String> names() {
        return Collections.unmodifiableSet(names);
    }

    private void requireBounded() throws EvidenceException {
        if (overflowed) throw new EvidenceException("more than " + MOST_EVENTS + " events belong to it");
        if (names.size() > MOST_NAMES) throw new EvidenceException("it goes by more than " + MOST_NAMES + " names");
    }

    private void takeNamed(Entry entry) {
        read(entry, stored -> {
            Mentions mentions = new Mentions(stored.event());
            boolean about = mentions.isAboutAny(names);
            if (!about && !mentions.hasAny(names)) return;
            take(entry, stored, about ? Why.MANDATE : Why.NAMED);
            // Only what stands beside the mandate's own name is another name of it.
            if (about || isSelf(stored, mentions)) names.addAll(mentions.mandates());
        });
    }

    private boolean isSelf(StoredEvent stored, Mentions mentions) {
        Reference about = stored.event().reference();
        return about != null
                && about.type().equals(Mentions.MANDATE)
                && !Collections.disjoint(mentions.mandates(), names);
    }

    private void read(Entry entry, Consumer<StoredEvent> each) {
        try {
            each.accept(entry.event());
        } catch (MalformedRecordException e) {
            throw new IllegalStateException("event " + entry.seq() + " can't be read; run audit verify", e);
        }
    }

    private void take(Entry entry, StoredEvent stored, Why why) {
        if (found.size() < MOST_EVENTS)
            found.putIfAbsent(new Key(entry.stream(), entry.seq()), new FoundEvent(entry.stream(), stored, entry, why));
        else overflowed = true;
    }

    /** The bytes are searched for a part of each name that looks the same in all JSON; what has it is then parsed. */
    private void scan(Set<String> searched) {
        List<byte[]> needles = searched.stream().map(EvidenceSearch::needle).toList();
        StringBuilder any = new StringBuilder();
        for (int i = 0; i < needles.size(); i++)
            any.append(i == 0 ? "" : " OR ")
                    .append("position(:needle")
                    .append(i)
                    .append(" IN canonical) > 0");
        portions("(" + any + ")", query -> {
            for (int i = 0; i < needles.size(); i++) query.bind("needle" + i, needles.get(i));
        });
    }

    private static byte[] needle(String name) {
        return PLAIN.matcher(name)
                .results()
                .map(MatchResult::group)
                .max(Comparator.comparingInt(String::length))
                .orElse("")
                .getBytes(StandardCharsets.UTF_8);
    }

    private void portions(String condition, Consumer<Query> parameters) {
        // The driver reads in portions only inside a transaction.
        store.as(Role.READER).useTransaction(handle -> {
            for (Map.Entry<Integer, Long> stream : heads(handle).entrySet())
                for (long from = 0; from < stream.getValue() && !overflowed; from += PORTION) {
                    Query query = handle.createQuery(COLUMNS + "stream = :stream AND seq >= :from AND seq < :to AND "
                                    + condition + " ORDER BY seq")
                            .setFetchSize(FETCH_SIZE)
                            .bind("stream", stream.getKey())
                            .bind("from", from)
                            .bind("to", from + PORTION);
                    parameters.accept(query);
                    query.map((row, context) -> new Entry(
                                    row.getInt(1),
                                    row.getLong(2),
                                    Bytes.of(row.getBytes(3)),
                                    Bytes.of(row.getBytes(4))))
                            .forEach(this::takeNamed);
                }
        });
    }

    private static Map<Integer, Long> heads(Handle handle) {
        Map<Integer, Long> heads = new TreeMap<>();
        handle.createQuery("SELECT id, head FROM audit.stream ORDER BY id")
                .map((row, context) -> heads.put(row.getInt(1), row.getLong(2)))
                .forEach(before -> {});
        return heads;
    }

    private void follow() {
        Set<String> batches = new TreeSet<>();
        Set<String> collections = new TreeSet<>();
        for (FoundEvent event : found.values()) {
            Mentions mentions = new Mentions(event.stored().event());
            batches.addAll(mentions.batches());
            collections.add(mentions.endToEndId());
        }
        collections.remove("");
        Predicate<Mentions> ours = mentions -> mentions.mandates().isEmpty();
        for (String batch : batches)
            store.reader()
                    .about(
                            new Reference(Mentions.BATCH, batch),
                            entry -> read(entry, stored -> {
                                if (ours.test(new Mentions(stored.event()))) take(entry, stored, Why.BATCH);
                            }));
        if (!collections.isEmpty()) returns(collections, ours);
    }

    /** A bank may leave out the mandate where it names the collection. */
    private void returns(Set<String> collections, Predicate<Mentions> ours) {
        store.as(Role.READER)
                .useTransaction(handle -> handle.createQuery(
                                // Not compliant, as all of them are: there is an index of those.
                                COLUMNS + "status <> 'Compliant' AND action = '" + Words.RETURNED
                                        + "' ORDER BY stream, seq")
                        .setFetchSize(FETCH_SIZE)
                        .map((row, context) -> new Entry(
                                row.getInt(1), row.getLong(2), Bytes.of(row.getBytes(3)), Bytes.of(row.getBytes(4))))
                        .forEach(entry -> read(entry, stored -> {
                            Mentions mentions = new Mentions(stored.event());
                            if (ours.test(mentions) && collections.contains(mentions.endToEndId()))
                                take(entry, stored, Why.RETURN);
                        })));
    }
}
