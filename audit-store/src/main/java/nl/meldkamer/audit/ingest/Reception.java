package nl.meldkamer.audit.ingest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import nl.meldkamer.audit.Appended;
import nl.meldkamer.audit.Event;
import nl.meldkamer.audit.EventLog;
import nl.meldkamer.audit.Quarantine;
import nl.meldkamer.audit.ingest.Item.Fault;
import nl.meldkamer.audit.ingest.Item.Fit;
import nl.meldkamer.audit.ingest.Item.Unfit;

/** Stores the items of a request, and answers when all of it is committed. Thread-safe. */
final class Reception {

    private static final int OK = 200;
    private static final int MIXED = 207;
    private static final int NOT_READ = 400;
    private static final int UNFIT = 422;
    private static final int TOO_MUCH = 429;
    private static final int AWAY = 503;
    private static final long RETRY_SECONDS = 5;

    private final EventLog log;
    private final Quarantine quarantine;
    private final Duration commitTime;
    private final BooleanSupplier healthy;
    private final Receipts receipts;
    private final IngestCounters counters;

    Reception(
            EventLog log,
            Quarantine quarantine,
            Duration commitTime,
            BooleanSupplier healthy,
            Receipts receipts,
            IngestCounters counters) {
        this.log = log;
        this.quarantine = quarantine;
        this.commitTime = commitTime;
        this.healthy = healthy;
        this.receipts = receipts;
        this.counters = counters;
    }

    /** @param withReceipts whether those are asked for; each takes a signature */
    Answer receive(Producer producer, List<Item> items, boolean withReceipts) throws Refusal {
        List<Event> events = items.stream()
                .filter(Fit.class::isInstance)
                .map(item -> ((Fit) item).event())
                .toList();
        CompletableFuture<List<Appended>> appending = log.append(events);
        List<Appended> apart = items.stream()
                .filter(Unfit.class::isInstance)
                .map(item -> keep(producer, (Unfit) item))
                .toList();
        List<Appended> outcomes = inOrder(items, await(appending).iterator(), apart.iterator());
        outcomes.forEach(counters::count);
        ObjectNode body = body(outcomes);
        if (withReceipts) addReceipts(producer.stream(), outcomes, body);
        return new Answer(status(items, outcomes), body, isRefused(outcomes) ? RETRY_SECONDS : 0);
    }

    private Appended keep(Producer producer, Unfit item) {
        try {
            return new Appended.Quarantined(
                    quarantine.keep(producer.name(), item.bytes(), item.reason()), item.reason());
        } catch (SQLException e) {
            return new Appended.Refused("the store is away");
        }
    }

    /** Events keep their identity, so one whose outcome is not known can be sent again. */
    private List<Appended> await(CompletableFuture<List<Appended>> appending) throws Refusal {
        try {
            return appending.get(commitTime.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw Refusal.later(AWAY, "the store did not answer in time: send it again", RETRY_SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Refusal.later(AWAY, "the store is being stopped: send it again", RETRY_SECONDS);
        }
    }

    private static List<Appended> inOrder(List<Item> items, Iterator<Appended> stored, Iterator<Appended> apart) {
        List<Appended> outcomes = new ArrayList<>(items.size());
        for (Item item : items) outcomes.add(item instanceof Fit ? stored.next() : apart.next());
        return outcomes;
    }

    private int status(List<Item> items, List<Appended> outcomes) {
        if (outcomes.stream().allMatch(Reception::isStored)) return OK;
        if (isRefused(outcomes)) return healthy.getAsBoolean() ? TOO_MUCH : AWAY;
        if (!outcomes.stream().allMatch(Appended.Quarantined.class::isInstance)) return MIXED;
        boolean unfit = items.stream().anyMatch(item -> ((Unfit) item).fault() == Fault.NO_EVENT);
        return unfit ? UNFIT : NOT_READ;
    }

    private static boolean isStored(Appended outcome) {
        return !(outcome instanceof Appended.Quarantined || outcome instanceof Appended.Refused);
    }

    private static boolean isRefused(List<Appended> outcomes) {
        return !outcomes.isEmpty() && outcomes.stream().allMatch(Appended.Refused.class::isInstance);
    }

    private static ObjectNode body(List<Appended> outcomes) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ArrayNode results = body.putArray("results");
        for (Appended outcome : outcomes) results.add(result(outcome));
        return body;
    }

    /** The events are committed, whatever becomes of this: one that gets no receipt can ask again, as a duplicate. */
    private void addReceipts(String stream, List<Appended> outcomes, ObjectNode body) {
        try {
            for (int i = 0; i < outcomes.size(); i++) {
                ObjectNode result = (ObjectNode) body.path("results").path(i);
                OptionalLong seq = seq(outcomes.get(i));
                if (seq.isPresent())
                    receipts.of(stream, seq.getAsLong()).ifPresent(receipt -> result.put("receipt", receipt));
            }
        } catch (RuntimeException storeIsAway) {
            counters.countFailedReceipts();
        }
    }

    private static OptionalLong seq(Appended outcome) {
        if (outcome instanceof Appended.Stored stored) return OptionalLong.of(stored.seq());
        if (outcome instanceof Appended.Duplicate duplicate) return OptionalLong.of(duplicate.seq());
        if (outcome instanceof Appended.Conflict conflict) return OptionalLong.of(conflict.seq());
        return OptionalLong.empty();
    }

    private static ObjectNode result(Appended outcome) {
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        if (outcome instanceof Appended.Stored stored) result.put("seq", stored.seq());
        if (outcome instanceof Appended.Duplicate duplicate) result.put("duplicate", duplicate.seq());
        if (outcome instanceof Appended.Conflict conflict)
            result.put("seq", conflict.seq()).put("conflict", conflict.earlier());
        if (outcome instanceof Appended.Quarantined apart)
            result.put("quarantined", apart.number()).put("reason", apart.reason());
        if (outcome instanceof Appended.Refused refused) result.put("refused", refused.reason());
        return result;
    }
}
