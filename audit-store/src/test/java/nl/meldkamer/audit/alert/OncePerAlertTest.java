package nl.meldkamer.audit.alert;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import nl.meldkamer.audit.Appended;
import nl.meldkamer.audit.Appended.Duplicate;
import nl.meldkamer.audit.Appended.Refused;
import nl.meldkamer.audit.Appended.Stored;
import nl.meldkamer.audit.Event;
import nl.meldkamer.audit.store.AuditStore;
import nl.meldkamer.audit.store.Bytes;
import nl.meldkamer.audit.store.PersonalCipher;
import nl.meldkamer.audit.store.RealPostgreSql;
import nl.meldkamer.audit.store.Writer;
import nl.meldkamer.audit.store.WriterSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OncePerAlertTest {

    private static final Instant AT = Instant.parse("2026-03-20T12:00:00Z");
    private static final PersonalCipher OPAQUE =
            (transaction, event) -> new PersonalCipher.Encrypted(Bytes.of(new byte[4]), Bytes.of(new byte[4]));

    private AuditStore store;
    private Writer writer;
    private OncePerAlert log;

    @BeforeEach
    void open() throws Exception {
        store = AuditStore.open(RealPostgreSql.shared().newDatabase());
        writer = Writer.start(store, WriterSettings.of("one"), OPAQUE, () -> AT);
        log = new OncePerAlert(writer, store);
    }

    @AfterEach
    void close() throws Exception {
        writer.close();
        store.close();
    }

    @Test
    void whatTheApiTellsAfterTheWebhookIsNotStoredAgain() throws Exception {
        assertThat(append(alert("{\"told_by\":\"webhook\"}"))).containsExactly(new Stored(0));
        assertThat(append(alert("{\"told_by\":\"event.get\"}"))).containsExactly(new Duplicate(0));
        assertThat(store.reader().head(1)).isEqualTo(1);
    }

    @Test
    void otherEventsPassAsTheyAre() throws Exception {
        assertThat(append(other("{}"), alert("{}"), other("{\"a\":1}")))
                .containsExactly(new Stored(0), new Stored(1), new Appended.Conflict(2, 0));
        assertThat(append(other("{}"))).containsExactly(new Duplicate(0));
    }

    @Test
    void ofTwoThatComeAtTheSameTimeOneIsStored() throws Exception {
        List<CompletableFuture<List<Appended>>> all = new ArrayList<>();
        for (int i = 0; i < 20; i++) all.add(log.append(List.of(alert("{\"told\":" + i + "}"))));
        List<Appended> outcomes = new ArrayList<>();
        for (CompletableFuture<List<Appended>> each : all) outcomes.addAll(each.get(30, SECONDS));
        assertThat(outcomes).filteredOn(Stored.class::isInstance).hasSize(1);
        assertThat(outcomes).filteredOn(Duplicate.class::isInstance).hasSize(19);
    }

    @Test
    void oneThatTheLogRefusesMayComeAgain() throws Exception {
        OncePerAlert full = new OncePerAlert(
                events -> CompletableFuture.completedFuture(List.of(new Refused("too much at once"))), store);
        assertThat(full.append(List.of(alert("{}"))).get(30, SECONDS)).containsExactly(new Refused("too much at once"));
        assertThat(full.append(List.of(alert("{}"))).get(30, SECONDS)).containsExactly(new Refused("too much at once"));
    }

    private List<Appended> append(Event... events) throws Exception {
        return log.append(List.of(events)).get(30, SECONDS);
    }

    private static Event alert(String details) {
        return new Alert("https://z", "12", new Alert.Problem(), AT, null, details).event("club/alerts", "zabbix");
    }

    private static Event other(String details) {
        return new Event(
                "club/alerts", "desk", "1", "System", "started", "Compliant", null, null, null, AT, details, null);
    }
}
