package nl.meldkamer.agent.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateTest {

    private static final InstantSource NOVEMBER = InstantSource.fixed(Instant.parse("2026-11-22T12:00:00Z"));
    private static final InstantSource LATER = InstantSource.fixed(Instant.parse("2027-02-22T12:00:00Z"));

    @TempDir
    private Path directory;

    @Test
    void whatWasPutIsThereAfterARestart() {
        try (State state = State.open(directory, NOVEMBER)) {
            put(state, "one", "key", "value");
        }
        try (State state = State.open(directory, NOVEMBER)) {
            assertThat(get(state, "one", "key")).contains("value");
            assertThat(state.movedAside()).isEmpty();
        }
    }

    @Test
    void partsDoNotSeeEachOther() {
        try (State state = State.open(directory, NOVEMBER)) {
            put(state, "one", "key", "1");
            put(state, "two", "key", "2");
            assertThat(get(state, "one", "key")).contains("1");
            assertThat(get(state, "two", "key")).contains("2");
        }
    }

    @Test
    void aChangeThatThrowsLeavesNothingBehind() {
        try (State state = State.open(directory, NOVEMBER)) {
            put(state, "one", "key", "before");
            assertThatThrownBy(() -> state.update("one", memory -> {
                        memory.put("key", "after");
                        throw new IllegalArgumentException("half way");
                    }))
                    .hasMessage("half way");
            assertThat(get(state, "one", "key")).contains("before");
        }
    }

    @Test
    void aPrefixFindsItsOwnKeysInOrder() {
        State state = State.inMemory();
        state.update("one", memory -> {
            for (String key : new String[] {"b/2", "a/1", "b/10", "b", "c/1", "b/é"}) memory.put(key, key);
            assertThat(memory.startingWith("b/").keySet()).containsExactly("10", "2", "é");
            assertThat(memory.count("b/")).isEqualTo(3);
            memory.removeBelow("b/", "2");
            memory.remove("b/é");
            assertThat(memory.startingWith("b/")).containsOnlyKeys("2");
            return memory.get("a/1");
        });
        assertThat(get(state, "one", "b")).contains("b");
    }

    @Test
    void aPartThatNobodyChangedIsForgottenAfterNinetyDays() {
        try (State state = State.open(directory, NOVEMBER)) {
            put(state, "old", "key", "1");
        }
        try (State state = State.open(directory, InstantSource.fixed(Instant.parse("2027-02-01T12:00:00Z")))) {
            put(state, "young", "key", "2");
        }
        try (State state = State.open(directory, LATER)) {
            assertThat(get(state, "old", "key")).isEmpty();
            assertThat(get(state, "young", "key")).contains("2");
        }
    }

    @Test
    void aFileThatIsNoDatabaseIsMovedAsideAndKept() throws IOException {
        Files.writeString(directory.resolve("state.db"), "this is not a database, whatever its name says");
        try (State state = State.open(directory, NOVEMBER)) {
            assertThat(state.movedAside().orElseThrow()).exists().hasFileName("state.db.damaged-20261122T120000Z");
            put(state, "one", "key", "anew");
            assertThat(get(state, "one", "key")).contains("anew");
        }
    }

    @Test
    void aDatabaseWithAHoleIsMovedAside() throws IOException {
        try (State state = State.open(directory, NOVEMBER)) {
            state.update("one", memory -> {
                for (int i = 0; i < 5000; i++) memory.put("key" + i, "value" + i);
                return null;
            });
        }
        try (FileChannel file = FileChannel.open(directory.resolve("state.db"), StandardOpenOption.WRITE)) {
            file.write(java.nio.ByteBuffer.allocate(16_384), 8192);
        }
        try (State state = State.open(directory, NOVEMBER)) {
            assertThat(state.movedAside()).isPresent();
            assertThat(get(state, "one", "key1")).isEmpty();
        }
    }

    @Test
    void whatWasKeptSurvivesAKilledProcess() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Writer.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var lines = process.inputReader()) {
            int kept = Integer.parseInt(lines.lines().skip(50).findFirst().orElseThrow());
            process.destroyForcibly();
            assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
            try (State state = State.open(directory, NOVEMBER)) {
                assertThat(state.movedAside()).isEmpty();
                int found = Integer.parseInt(get(state, "one", "n").orElseThrow());
                assertThat(found).isGreaterThanOrEqualTo(kept);
                assertThat(get(state, "one", "twin")).contains(Integer.toString(found));
            }
        } finally {
            process.destroyForcibly();
        }
    }

    /** Counts up in two entries at once, and says so once it is kept. */
    static final class Writer {

        private Writer() {}

        public static void main(String[] arguments) {
            State state = State.open(Path.of(arguments[0]), InstantSource.system());
            for (int i = 0; i < 1_000_000; i++) {
                String n = Integer.toString(i);
                state.update("one", memory -> {
                    memory.put("n", n);
                    memory.put("twin", n);
                    return null;
                });
                System.out.println(n);
                System.out.flush();
            }
        }
    }

    private static void put(State state, String part, String key, String value) {
        state.update(part, memory -> {
            memory.put(key, value);
            return null;
        });
    }

    private static Optional<String> get(State state, String part, String key) {
        return state.update(part, memory -> memory.get(key));
    }
}
