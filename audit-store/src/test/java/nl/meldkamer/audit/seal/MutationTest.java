package nl.meldkamer.audit.seal;

import static nl.meldkamer.audit.seal.Original.KEY;
import static nl.meldkamer.audit.seal.Original.SECOND_CHECKPOINT;
import static nl.meldkamer.audit.seal.Original.SIZE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import nl.meldkamer.audit.store.AuditStore;
import nl.meldkamer.audit.store.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a superuser can do to events, tiles and checkpoints behind our back, and whether it is found. */
class MutationTest {
    @Test
    void aStoreThatNobodyTouchedIsValidAsAWholeInPartAndInEachEvent() throws Exception {
        try (AuditStore store = Original.copy()) {
            Verification whole = Original.verify(store, Original.witness());
            assertThat(whole).isEqualTo(new Verification(Events.STREAM, SIZE, SIZE, SIZE, List.of(), 0, List.of()));
            Verifier verifier = Original.verifier(store, Original.witness());
            assertThat(verifier.verify(Events.STREAM, 1000, 66_000).valid()).isTrue();
            for (long seq : new long[] {0, 255, 256, 65_535, 65_536, 65_999}) {
                assertThat(verifier.verify(Events.STREAM, seq, seq + 1).faults())
                        .isEmpty();
            }
            new WitnessCheck(store.as(Role.READER), KEY.verifier(), Original.witness()).require();
        }
    }

    static Stream<Arguments> mutations() {
        String row = " WHERE stream = 1 AND seq = 777";
        String last = " WHERE stream = 1 AND seq = 65999";
        return Stream.of(
                one(777, "it is missing", "UPDATE audit.event SET stream = 2" + row),
                one(777, "it is missing", "UPDATE audit.event SET seq = 99777" + row),
                one(777, "column month", "UPDATE audit.event SET month = month + interval '1 month'" + row),
                one(777, "column event_id", "UPDATE audit.event SET event_id = gen_random_uuid()" + row),
                one(777, "column source", "UPDATE audit.event SET source = source || ' '" + row),
                one(777, "column process", "UPDATE audit.event SET process = 'Termination'" + row),
                one(777, "column action", "UPDATE audit.event SET action = 'other'" + row),
                one(777, "column status", "UPDATE audit.event SET status = 'Compliant!'" + row),
                one(777, "column flags", "UPDATE audit.event SET flags = 4" + row),
                one(778, "column reference_type", "UPDATE audit.event SET reference_type = NULL WHERE seq = 778"),
                one(778, "column reference_name", "UPDATE audit.event SET reference_name = 'other' WHERE seq = 778"),
                one(777, "column actor", "UPDATE audit.event SET actor = 'someone'" + row),
                one(
                        777,
                        "column occurred",
                        "UPDATE audit.event SET occurred = occurred + interval '1 microsecond'" + row),
                one(
                        777,
                        "column recorded",
                        "UPDATE audit.event SET recorded = recorded - interval '1 microsecond'" + row),
                one(777, "column", "UPDATE audit.event SET canonical = set_byte(canonical, 60, 65)" + row),
                one(777, "column canonical is no record", "UPDATE audit.event SET canonical = 'x'" + row),
                one(777, "column leaf", "UPDATE audit.event SET leaf = sha256('x')" + row),
                one(777, "it is not what was sealed", Events.rewrite(777)),
                one(777, "it is missing", "DELETE FROM audit.event" + row),
                one(SIZE, "the stream ends", Events.another("seq + 65223", "month")),
                one(777, "another row", Events.another("seq", "month + interval '1 month'")),
                one(
                        700,
                        "column seq",
                        "UPDATE audit.event SET seq = CASE seq WHEN 700 THEN -701 ELSE -700 END"
                                + " WHERE seq IN (700, 701)",
                        "UPDATE audit.event SET seq = -seq WHERE seq < 0"),
                one(65_900, "it is missing", "DELETE FROM audit.event WHERE seq >= 65900"),
                one(
                        65_900,
                        "sealed up to",
                        "DELETE FROM audit.event WHERE seq >= 65900",
                        "UPDATE audit.stream SET head = 65900"),
                one(65_999, "column action", "UPDATE audit.event SET action = 'other'" + last),
                one(SECOND_CHECKPOINT, "at least one is not what", Events.rewrite(65_999)),
                one(
                        768,
                        "not what was sealed",
                        "UPDATE audit.tile SET hashes = set_byte(hashes, 5, 1 + get_byte(hashes, 5) % 255)"
                                + " WHERE level = 0 AND idx = 3"),
                one(768, "missing or damaged", "DELETE FROM audit.tile WHERE level = 0 AND idx = 3"),
                one(0, "tile/1/000 is not made", "DELETE FROM audit.tile WHERE level = 1"),
                one(299, "checkpoint of size 300", "UPDATE audit.checkpoint SET root = sha256('x') WHERE size = 300"),
                one(
                        299,
                        "checkpoint of size 300",
                        "UPDATE audit.checkpoint SET note = replace(note, 'audit', 'other') WHERE size = 300"),
                one(
                        SECOND_CHECKPOINT,
                        "the last checkpoint is of",
                        "DELETE FROM audit.checkpoint WHERE size = " + SIZE));
    }

    private static Arguments one(long seq, String what, String... statements) {
        return Arguments.of(seq, what, statements);
    }

    @ParameterizedTest
    @MethodSource("mutations")
    void aChangeIsFoundAndTheFirstEventThatItConcernsIsNamed(long seq, String what, String[] statements)
            throws Exception {
        try (AuditStore store = Original.copy(statements)) {
            for (Witness witness : List.of(Original.witness(), Witness.none())) {
                Verification found = Original.verify(store, witness);
                assertThat(found.valid()).isFalse();
                assertThat(found.first().orElseThrow().seq()).isEqualTo(seq);
                assertThat(found.faults())
                        .anyMatch(fault -> fault.seq() == seq && fault.what().contains(what));
            }
        }
    }

    @Test
    void aChangedEventIsFoundInARangeAndByItself() throws Exception {
        try (AuditStore store = Original.copy(Events.rewrite(777))) {
            Verifier verifier = Original.verifier(store, Original.witness());
            assertThat(verifier.verify(Events.STREAM, 500, 1000)
                            .first()
                            .orElseThrow()
                            .seq())
                    .isEqualTo(777);
            assertThat(verifier.verify(Events.STREAM, 777, 778)
                            .first()
                            .orElseThrow()
                            .seq())
                    .isEqualTo(777);
            assertThat(verifier.verify(Events.STREAM, 0, 500).valid()).isTrue();
        }
    }
}
