package nl.meldkamer.audit.seal;

import static nl.meldkamer.audit.seal.Original.KEY;
import static nl.meldkamer.audit.seal.Original.SECOND_CHECKPOINT;
import static nl.meldkamer.audit.seal.Original.SIZE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import nl.meldkamer.audit.store.AuditStore;
import nl.meldkamer.audit.store.Role;
import org.junit.jupiter.api.Test;

/** What only the witness can tell, as all that is in the store agrees with itself. */
class WitnessTest {
    @Test
    void anOldBackupIsFoundByTheWitnessOnlyAndIsNotWrittenTo() throws Exception {
        PostgreSql.shared().execute("postgres", "CREATE DATABASE restored");
        Original.restoreBackup("restored");
        try (AuditStore store = PostgreSql.shared().open("restored");
                Connection connection = PostgreSql.shared().connect("restored")) {
            Fault first = Original.verify(store, Original.witness()).first().orElseThrow();
            assertThat(first.seq()).isEqualTo(SECOND_CHECKPOINT);
            assertThat(first.what()).contains("the witness has seen 66000");
            WitnessCheck check = new WitnessCheck(store.as(Role.READER), KEY.verifier(), Original.witness());
            assertThatThrownBy(check::require).isInstanceOf(SealException.class).hasMessageContaining("backup");
            assertThat(Original.verify(store, Witness.none()).faults()).isEmpty();

            Events.append(connection, SECOND_CHECKPOINT, SIZE + 500, "{\"after\": \"the backup\"}");
            Original.seal(store);
            assertThat(Original.verify(store, Witness.none()).faults()).isEmpty();
            Fault fork = Original.verify(store, Original.witness()).first().orElseThrow();
            assertThat(fork.seq()).isEqualTo(SECOND_CHECKPOINT);
            assertThat(fork.what()).contains("the witness of size 66000");
            assertThatThrownBy(check::require).hasMessageContaining("not those that the witness has seen");
        }
    }

    @Test
    void anEmptyStoreIsNotWrittenToWhereTheWitnessHasSeenEvents() throws Exception {
        PostgreSql.shared().execute("postgres", "CREATE DATABASE empty");
        try (AuditStore store = PostgreSql.shared().open("empty")) {
            WitnessCheck check = new WitnessCheck(store.as(Role.READER), KEY.verifier(), Original.witness());
            assertThatThrownBy(() -> check.require(Events.STREAM)).hasMessageContaining("has 0 events sealed");
            check.require();
        }
    }

    /** The honest limit: who has the database and the key can rewrite all that no witness has seen. */
    @Test
    void aTreeThatIsRewrittenWithTheRightKeyIsFoundByTheWitnessOnly() throws Exception {
        try (AuditStore store = Original.copy(
                Events.rewrite(50_000),
                "DELETE FROM audit.checkpoint",
                "DELETE FROM audit.tile",
                "DELETE FROM audit.rollup",
                "DELETE FROM audit.rollup_day",
                "DELETE FROM audit.seal")) {
            Original.seal(store);
            assertThat(Original.verify(store, Witness.none()).faults()).isEmpty();
            Fault first = Original.verify(store, Original.witness()).first().orElseThrow();
            assertThat(first.seq()).isEqualTo(SECOND_CHECKPOINT);
            assertThat(first.what()).contains("the witness of size 66000");
            WitnessCheck check = new WitnessCheck(store.as(Role.READER), KEY.verifier(), Original.witness());
            assertThatThrownBy(check::require).hasMessageContaining("not those that the witness has seen");
            Verifier verifier = Original.verifier(store, Original.witness());
            assertThat(verifier.verify(Events.STREAM, 50_000, 50_001).valid()).isFalse();
        }
    }
}
