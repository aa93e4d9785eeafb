package nl.meldkamer.audit.rule;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import nl.meldkamer.audit.store.AuditStore;
import nl.meldkamer.audit.store.Entry;
import nl.meldkamer.audit.store.EventReader;
import nl.meldkamer.audit.store.MalformedRecordException;
import nl.meldkamer.audit.store.Role;
import nl.meldkamer.audit.store.StoredEvent;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Runs the rules over all streams and keeps what they find. It remembers nothing on disk but the findings: at the start
 * it reads each stream from its first event, and finds the same again, which is kept once. Not thread-safe.
 */
public final class Judge {

    private static final int PAGE = 1000;

    /** A mandate, a document and an end-to-end id for each of so many collections. */
    private static final int MOST_TIMELINES = 50_000;

    private final Jdbi database;
    private final EventReader reader;
    private final List<Rule> rules;
    private final Map<String, Rule> byId;
    private final ComplianceFigures figures;
    private final InstantSource clock;
    private final Map<Integer, RuleEngine> engines = new LinkedHashMap<>();
    private long unreadable;

    /** @param figures that are kept up to date on the way */
    public Judge(AuditStore store, List<Rule> rules, ComplianceFigures figures, InstantSource clock) {
        this.database = store.as(Role.WRITER);
        this.reader = store.reader();
        this.rules = List.copyOf(rules);
        this.byId = rules.stream().collect(Collectors.toUnmodifiableMap(Rule::id, Function.identity()));
        this.figures = figures;
        this.clock = clock;
    }

    /** Takes all events that are new, then looks at what is late. Returns how many findings were opened or closed. */
    public int look() {
        int changed = 0;
        for (int stream : streams()) {
            RuleEngine engine = engines.computeIfAbsent(stream, each -> new RuleEngine(rules, MOST_TIMELINES));
            changed += judge(stream, engine);
        }
        if (!Thread.currentThread().isInterrupted()) figures.counted();
        return changed;
    }

    /** How many events could not be read; {@code audit verify} tells which. */
    public long unreadable() {
        return unreadable;
    }

    private List<Integer> streams() {
        return database.withHandle(handle -> handle.createQuery("SELECT id FROM audit.stream ORDER BY id")
                .mapTo(Integer.class)
                .list());
    }

    private int judge(int stream, RuleEngine engine) {
        int changed = 0;
        long head = reader.head(stream);
        long from = engine.asOfSeq() + 1;
        for (; from < head && !Thread.currentThread().isInterrupted(); from += PAGE)
            changed += page(stream, engine, from, Math.min(from + PAGE, head));
        List<Breach> late = engine.overdue(clock.instant());
        return changed + (late.isEmpty() ? 0 : keep(transaction -> open(transaction, stream, late)));
    }

    private int page(int stream, RuleEngine engine, long from, long to) {
        List<Fact> facts = new ArrayList<>();
        reader.range(stream, from, to, entry -> add(entry, facts));
        List<Function<Handle, Integer>> changes = new ArrayList<>();
        for (Fact fact : facts) {
            List<Breach> breaches = engine.accept(fact);
            List<RuleEngine.Ending> endings = engine.endings();
            figures.accept(fact);
            if (!breaches.isEmpty()) changes.add(transaction -> open(transaction, stream, breaches));
            if (!endings.isEmpty()) changes.add(transaction -> end(transaction, stream, endings));
        }
        if (changes.isEmpty()) return 0;
        return keep(transaction ->
                changes.stream().mapToInt(change -> change.apply(transaction)).sum());
    }

    private void add(Entry entry, List<Fact> facts) {
        try {
            StoredEvent stored = entry.event();
            facts.add(Fact.of(stored.seq(), stored.recorded(), stored.event()));
        } catch (MalformedRecordException e) {
            unreadable++;
        }
    }

    /** If it can't be kept, all is read and found anew: what the engines took would else be lost. */
    private int keep(Function<Handle, Integer> changes) {
        try {
            return database.inTransaction(changes::apply);
        } catch (RuntimeException e) {
            engines.clear();
            figures.forget();
            throw e;
        }
    }

    private int open(Handle transaction, int stream, List<Breach> breaches) {
        FindingTable findings = new FindingTable(transaction);
        int opened = 0;
        for (Breach breach : breaches) {
            Rule rule = java.util.Objects.requireNonNull(byId.get(breach.rule()));
            if (findings.open(stream, rule, breach, clock.instant())) opened++;
        }
        return opened;
    }

    private int end(Handle transaction, int stream, List<RuleEngine.Ending> endings) {
        FindingTable findings = new FindingTable(transaction);
        return endings.stream()
                .mapToInt(ending -> findings.end(stream, ending, clock.instant()))
                .sum();
    }
}
