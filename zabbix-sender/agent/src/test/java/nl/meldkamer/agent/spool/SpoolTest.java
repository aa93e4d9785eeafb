package nl.meldkamer.agent.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import nl.meldkamer.sender.LogEntry;
import nl.meldkamer.sender.Sample;
import org.junit.jupiter.api.Test;

class SpoolTest extends SpoolFixture {

    @Test
    void whatWasAppendedIsReadInOrderAndStaysUntilItIsAcknowledged() {
        try (Spool spool = open()) {
            spool.append(samples("a", 0, 3));
            spool.append(samples("a", 3, 5));
            assertThat(values(waiting(spool, "main"))).containsExactly("0", "1", "2", "3", "4");
            assertThat(values(waiting(spool, "main"))).hasSize(5);
            ack(spool, "main", waiting(spool, "main").subList(0, 2));
            assertThat(values(waiting(spool, "main"))).containsExactly("2", "3", "4");
        }
    }

    @Test
    void whatNobodyIsOwedIsNotStored() {
        try (Spool spool = Spool.open(directory, List.of(), SpoolLimits.DEFAULT, clock)) {
            spool.append(samples("a", 0, 3));
            assertThat(spool.counters().appended()).isZero();
            assertThat(spool.discoverySets().report("h", "rule", "one", List.of(Map.of("{#N}", "1")), 1, 1))
                    .get()
                    .extracting(Sample::value)
                    .isEqualTo("[{\"{#N}\":\"1\"}]");
        }
        try (Spool spool = open()) {
            assertThat(waiting(spool, "main")).isEmpty();
            assertThat(spool.discoverySets().value("h", "rule")).isEqualTo("[{\"{#N}\":\"1\"}]");
        }
    }

    @Test
    void everyFieldComesBackAsItWent() {
        List<Sample> odd = List.of(
                Sample.of("host", "key[\"ü,\"]", "", 0, 0),
                Sample.of("host", "key", "a\u0000b\n\uD83D\uDE00\"'\\", Long.MAX_VALUE / 4, 999_999_999),
                Sample.notSupported("host", "key", "no such table", 1, 1),
                new Sample("h", "log[x]", "line", true, 7, 8, Optional.of(new LogEntry(9, "söurce", -3, 11))),
                new Sample("h", "log[x]", "line", true, 7, 9, Optional.of(new LogEntry(0, "", 0, 0))));
        try (Spool spool = open()) {
            spool.append(odd);
        }
        try (Spool spool = open()) {
            List<SpooledSample> read = waiting(spool, "main");
            assertThat(read).extracting(SpooledSample::sample).containsExactlyElementsOf(odd);
            assertThat(read).allMatch(SpooledSample::intact);
        }
    }

    @Test
    void idsRiseEvenAfterEverythingWasTakenAndTheDaemonRestarted() {
        long last;
        try (Spool spool = open()) {
            spool.append(samples("a", 0, 10));
            last = waiting(spool, "main").get(9).id();
            ack(spool, "main", waiting(spool, "main"));
        }
        try (Spool spool = open()) {
            spool.append(samples("a", 10, 11));
            assertThat(waiting(spool, "main").get(0).id()).isGreaterThan(last);
        }
    }

    @Test
    void eachDestinationKeepsItsOwnProgress() {
        try (Spool spool = open("left", "right")) {
            spool.append(samples("a", 0, 4));
            ack(spool, "left", waiting(spool, "left").subList(0, 3));
            assertThat(values(waiting(spool, "left"))).containsExactly("3");
            assertThat(values(waiting(spool, "right"))).containsExactly("0", "1", "2", "3");
            ack(spool, "right", waiting(spool, "right"));
            assertThat(spool.outbox("left").waiting()).isEqualTo(1);
            assertThat(spool.outbox("right").waiting()).isZero();
        }
    }

    @Test
    void whatIsOwedToADestinationThatIsNoLongerNamedIsKept() {
        try (Spool spool = open("left", "right")) {
            spool.append(samples("a", 0, 2));
        }
        try (Spool spool = open("left")) {
            ack(spool, "left", waiting(spool, "left"));
            spool.append(samples("a", 2, 3));
        }
        try (Spool spool = open("right", "left")) {
            assertThat(values(waiting(spool, "right"))).containsExactly("0", "1");
            assertThat(values(waiting(spool, "left"))).containsExactly("2");
        }
    }

    @Test
    void theSessionOfAHostOutlivesRestartsAndDiffersByHostSequenceAndDestination() {
        String session;
        try (Spool spool = open("left", "right")) {
            session = spool.outbox("left").session("host", "older 0/4");
            assertThat(session).matches("[0-9a-f]{32}");
            assertThat(spool.outbox("left").session("other", "older 0/4")).isNotEqualTo(session);
            assertThat(spool.outbox("left").session("host", "live 0/4")).isNotEqualTo(session);
            assertThat(spool.outbox("right").session("host", "older 0/4")).isNotEqualTo(session);
        }
        try (Spool spool = open("left", "right")) {
            assertThat(spool.outbox("left").session("host", "older 0/4")).isEqualTo(session);
        }
    }

    @Test
    void aSecondDaemonIsRefusedAndToldWhoHasTheSpool() {
        try (Spool spool = open()) {
            assertThatThrownBy(this::open)
                    .isInstanceOf(SpoolException.class)
                    .hasMessageContaining(
                            "in use by process " + ProcessHandle.current().pid());
            spool.append(samples("a", 0, 1));
        }
        try (Spool spool = open()) {
            assertThat(waiting(spool, "main")).hasSize(1);
        }
    }

    @Test
    void manyProducersLoseNothingAndKeepTheirOrder() throws Exception {
        try (Spool spool = open()) {
            List<Thread> producers = IntStream.range(0, 8)
                    .mapToObj(producer -> new Thread(() -> {
                        for (int n = 0; n < 50; n++) spool.append(samples("producer" + producer, n * 10, n * 10 + 10));
                    }))
                    .toList();
            producers.forEach(Thread::start);
            for (Thread producer : producers) producer.join();
            List<SpooledSample> all = waiting(spool, "main");
            for (int producer = 0; producer < 8; producer++) {
                String key = "producer" + producer;
                List<SpooledSample> own = all.stream()
                        .filter(row -> row.sample().key().equals(key))
                        .toList();
                assertThat(values(own)).isEqualTo(values(500));
            }
            assertThat(spool.counters().appended()).isEqualTo(4000);
        }
    }

    @Test
    void whatIsBuriedIsADeadLetterAndNoLongerWaits() {
        try (Spool spool = open("left", "right")) {
            spool.append(samples("a", 0, 3));
            List<SpooledSample> rows = waiting(spool, "left");
            spool.outbox("left").bury(List.of(rows.get(1).id()), "unknown key").join();
            assertThat(values(waiting(spool, "left"))).containsExactly("0", "2");
            assertThat(waiting(spool, "right")).hasSize(3);
        }
    }

    @Test
    void theReasonsOfDeadLettersAreCountedForAsLongAsIsAsked() {
        try (Spool spool = open()) {
            spool.append(samples("a", 0, 3));
            List<Long> ids =
                    waiting(spool, "main").stream().map(SpooledSample::id).toList();
            spool.outbox("main").bury(ids.subList(0, 1), "wrong type").join();
            spool.outbox("main").bury(ids.subList(1, 3), "unknown key").join();
            assertThat(spool.deadReasons(Duration.ofHours(24)))
                    .containsExactly(new DeadReason("unknown key", 2), new DeadReason("wrong type", 1));
            assertThat(spool.deadReasons(Duration.ofHours(-1))).isEmpty();
        }
    }

    @Test
    void whatIsHandedOverDuringAnInterruptIsStored() {
        try (Spool spool = open()) {
            Thread.currentThread().interrupt();
            spool.append(samples("a", 0, 1));
            assertThat(Thread.interrupted()).isTrue();
            assertThat(waiting(spool, "main")).hasSize(1);
        }
    }

    @Test
    void afterCloseItSaysThatItIsClosed() {
        Spool spool = open();
        assertThat(spool.close(Duration.ofSeconds(10))).isTrue();
        assertThatThrownBy(() -> spool.append(samples("a", 0, 1)))
                .isInstanceOf(SpoolException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void aFileFromANewerProgramIsLeftAlone() throws Exception {
        open().close();
        try (var connection = Database.writer(directory.resolve(SpoolFile.NAME), 10_000);
                var statement = connection.createStatement()) {
            statement.executeUpdate("PRAGMA user_version = 99");
        }
        assertThatThrownBy(this::open).isInstanceOf(SpoolException.class).hasMessageContaining("newer Meldkamer");
        try (var files = Files.list(directory)) {
            assertThat(files.map(file -> file.getFileName().toString())).noneMatch(name -> name.contains("damaged"));
        }
    }

    private static List<String> values(int count) {
        return IntStream.range(0, count).mapToObj(String::valueOf).toList();
    }
}
