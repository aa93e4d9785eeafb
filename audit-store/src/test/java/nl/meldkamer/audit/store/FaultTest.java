package nl.meldkamer.audit.store;

import static nl.meldkamer.audit.store.Events.event;
import static nl.meldkamer.audit.store.Events.events;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import nl.meldkamer.audit.Appended;
import nl.meldkamer.audit.Event;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FaultTest {
    private static final String STREAM = "s";

    private static List<Appended> all(CompletableFuture<List<Appended>> outcomes) {
        return outcomes.orTimeout(120, TimeUnit.SECONDS).join();
    }

    /** The stored ids by number, after a check that there is no hole, nothing twice, and no damage. */
    private static Map<Long, String> stored(AuditStore store) throws MalformedRecordException {
        EventReader reader = store.reader();
        int stream = reader.stream(STREAM).orElseThrow();
        List<Entry> entries = new ArrayList<>();
        reader.range(stream, 0, Long.MAX_VALUE, entries::add);
        assertThat(entries)
                .extracting(Entry::seq)
                .isEqualTo(LongStream.range(0, reader.head(stream)).boxed().toList());
        Map<Long, String> ids = new HashMap<>();
        for (Entry entry : entries) {
            assertThat(entry.leaf()).isEqualTo(LeafHash.of(entry.canonical()));
            ids.put(entry.seq(), entry.event().event().id());
        }
        assertThat(ids.values()).doesNotHaveDuplicates();
        return ids;
    }

    @ParameterizedTest
    @EnumSource(names = {"BEFORE_COMMIT", "AFTER_COMMIT"})
    void aConnectionThatIsCutAroundItsCommitEndsInExactlyOneRow(CuttingProxy.Cut cut) throws Exception {
        StoreSettings.Server direct = RealPostgreSql.shared().newDatabase();
        try (CuttingProxy proxy = new CuttingProxy(RealPostgreSql.shared().port());
                AuditStore store = AuditStore.open(through(proxy, direct));
                Writer writer = Writer.start(store, WriterSettings.of("one"), null, InstantSource.system())) {
            all(writer.append(events(STREAM, 0, 2)));
            proxy.cut(cut);
            assertThat(all(writer.append(List.of(event(STREAM, "E1"), event(STREAM, "E2"), event(STREAM, "E3")))))
                    .containsExactly(new Appended.Duplicate(1), new Appended.Stored(2), new Appended.Stored(3));
            assertThat(proxy.hasCut()).isTrue();
            assertThat(stored(store)).containsEntry(2L, "E2").hasSize(4);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"BEFORE_NEXT", "AFTER_NEXT"})
    void aConnectionThatIsCutAroundTheStatementThatStoresEndsInExactlyOneRow(CuttingProxy.Cut cut) throws Exception {
        StoreSettings.Server direct = RealPostgreSql.shared().newDatabase();
        try (CuttingProxy proxy = new CuttingProxy(RealPostgreSql.shared().port());
                AuditStore store = AuditStore.open(through(proxy, direct));
                Writer writer = Writer.start(store, WriterSettings.of("one"), null, InstantSource.system())) {
            all(writer.append(events(STREAM, 0, 2)));
            proxy.cut(cut);
            assertThat(all(writer.append(events(STREAM, 2, 4))))
                    .containsExactly(new Appended.Stored(2), new Appended.Stored(3));
            assertThat(proxy.hasCut()).isTrue();
            assertThat(all(writer.append(events(STREAM, 3, 5))))
                    .containsExactly(new Appended.Duplicate(3), new Appended.Stored(4));
            assertThat(stored(store)).hasSize(5);
        }
    }

    @Test
    void aPoolWhoseFirstConnectionBreaksAtOnceWorksWithTheNext() throws Exception {
        StoreSettings.Server direct = RealPostgreSql.shared().newDatabase();
        try (CuttingProxy proxy = new CuttingProxy(RealPostgreSql.shared().port());
                AuditStore store = AuditStore.open(through(proxy, direct))) {
            proxy.cut(CuttingProxy.Cut.BEFORE_ISOLATION);
            int answer = store.as(Role.SEALER)
                    .withHandle(handle ->
                            handle.createQuery("SELECT 1").mapTo(Integer.class).one());
            assertThat(answer).isOne();
            assertThat(proxy.hasCut()).isTrue();
        }
    }

    private static StoreSettings.Server through(CuttingProxy proxy, StoreSettings.Server direct) {
        String url = direct.url().replaceFirst(":[0-9]+/", ":" + proxy.port() + "/");
        // A prepared COMMIT would pass under a name that the proxy does not know.
        url += "&prepareThreshold=0";
        return new StoreSettings.Server(url, direct.user(), direct.password());
    }

    @Test
    void aServerThatIsAwayTooLongRefusesAndTheResendIsStoredOnce() throws Exception {
        try (RealPostgreSql server = RealPostgreSql.start()) {
            WriterSettings hasty = new WriterSettings(
                    "one",
                    100,
                    1 << 20,
                    50,
                    java.time.Duration.ofSeconds(15),
                    java.time.Duration.ofMillis(200),
                    java.time.Duration.ofMillis(100));
            try (AuditStore store = AuditStore.open(server.newDatabase());
                    Writer writer = Writer.start(store, hasty, null, InstantSource.system())) {
                all(writer.append(events(STREAM, 0, 2)));
                server.kill();
                assertThat(all(writer.append(events(STREAM, 0, 4)))).allMatch(Appended.Refused.class::isInstance);
                server.startAgain();
                List<Appended> resent = new ArrayList<>();
                org.awaitility.Awaitility.await().until(() -> {
                    resent.clear();
                    resent.addAll(all(writer.append(events(STREAM, 0, 4))));
                    return resent.stream().noneMatch(Appended.Refused.class::isInstance);
                });
                assertThat(resent)
                        .startsWith(new Appended.Duplicate(0), new Appended.Duplicate(1))
                        .hasSize(4);
                assertThat(stored(store)).hasSize(4);
            }
        }
    }

    @Test
    void whatWasAcknowledgedIsThereAfterKillsOfPostgres() throws Exception {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        Map<Long, String> acknowledged = new HashMap<>();
        try (RealPostgreSql server = RealPostgreSql.start()) {
            StoreSettings.Server settings = server.newDatabase();
            try (AuditStore store = AuditStore.open(settings);
                    Writer writer = Writer.start(store, WriterSettings.of("one"), null, InstantSource.system())) {
                for (int round = 0; round < 3; round++) {
                    List<Event> events = events(STREAM, round * 3000, round * 3000 + 3000);
                    var outcomes = writer.append(events);
                    org.awaitility.Awaitility.await()
                            .pollDelay(java.time.Duration.ofMillis(random.nextInt(100)))
                            .until(() -> true);
                    server.kill();
                    server.startAgain();
                    remember(events, all(outcomes), acknowledged);
                }
                assertThat(stored(store)).containsAllEntriesOf(acknowledged);
                assertThat(acknowledged).isNotEmpty();
            }
        }
    }

    private static void remember(List<Event> events, List<Appended> outcomes, Map<Long, String> acknowledged) {
        for (int i = 0; i < outcomes.size(); i++) {
            if (outcomes.get(i) instanceof Appended.Stored stored) {
                acknowledged.put(stored.seq(), events.get(i).id());
            }
        }
    }
}
