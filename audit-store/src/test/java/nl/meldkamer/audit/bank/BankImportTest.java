package nl.meldkamer.audit.bank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Objects;
import nl.meldkamer.audit.bank.BankImport.Outcome;
import nl.meldkamer.audit.privacy.DataKeys;
import nl.meldkamer.audit.privacy.Doors;
import nl.meldkamer.audit.privacy.KeyRing;
import nl.meldkamer.audit.store.AuditStore;
import nl.meldkamer.audit.store.RealPostgreSql;
import nl.meldkamer.audit.store.Role;
import nl.meldkamer.audit.store.Writer;
import nl.meldkamer.audit.store.WriterSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of banks into a real database. */
class BankImportTest {

    private static final InstantSource CLOCK = InstantSource.system();

    @TempDir
    Path directory;

    private AuditStore store;
    private BankImport bank;

    @BeforeEach
    void open() throws Exception {
        SecureRandom random = new SecureRandom();
        Path keys = directory.resolve("keys");
        KeyRing.make(keys, random);
        store = AuditStore.open(RealPostgreSql.shared().newDatabase());
        Doors doors = new Doors(store.as(Role.WRITER), new DataKeys(KeyRing.read(keys), random, CLOCK));
        bank = new BankImport(store.as(Role.WRITER), doors, "club/app", ZoneId.of("Europe/Amsterdam"), CLOCK);
    }

    @AfterEach
    void close() throws Exception {
        store.close();
    }

    @Test
    void aFileIsTakenInOnceByItsBytesWhateverItsName() throws Exception {
        Path file = file("pain.002.001.03.xml");
        assertThat(bank.take(file)).isInstanceOf(Outcome.Imported.class);
        assertThat(recorded()).isEqualTo(3);
        Path copy = Files.copy(file, directory.resolve("copy.xml"));
        assertThat(bank.take(copy))
                .isInstanceOfSatisfying(
                        Outcome.Known.class, known -> assertThat(known.name()).isEqualTo("pain.002.001.03.xml"));
        assertThat(recorded()).isEqualTo(3);
        assertThat(count("bank_file")).isOne();
    }

    @Test
    void aMessageInOtherBytesIsTheSameMessage() throws Exception {
        Path file = file("pain.002.001.03.xml");
        bank.take(file);
        Path spaced = Files.writeString(directory.resolve("again.xml"), Files.readString(file) + "\n");
        assertThat(bank.take(spaced)).isInstanceOf(Outcome.Known.class);
        assertThat(recorded()).isEqualTo(3);
        assertThat(count("bank_file")).isOne();
    }

    @Test
    void ofADamagedFileNothingIsTaken() throws Exception {
        String whole = Files.readString(file("pain.002.001.03.xml"));
        Path torn = Files.writeString(directory.resolve("torn.xml"), whole.substring(0, whole.length() * 3 / 4));
        assertThatThrownBy(() -> bank.take(torn))
                .isInstanceOf(BankFileException.class)
                .hasMessageContaining("torn.xml");
        assertThat(count("pending") + count("bank_file") + count("bank_message"))
                .isZero();
        assertThat(bank.take(file("pain.002.001.03.xml"))).isInstanceOf(Outcome.Imported.class);
    }

    @Test
    void anAccountNumberWhereNoneBelongsIsMaskedAndToldOf() throws Exception {
        String text = Files.readString(file("pain.002.001.03.xml")).replace("E2E-1", "NL91ABNA0417164300");
        bank.take(Files.writeString(directory.resolve("leak.xml"), text));
        assertThat(recorded()).isEqualTo(4);
        String all = store.as(Role.READER)
                .withHandle(handle -> handle.createQuery("SELECT string_agg(details::text, ' ') FROM audit.record")
                        .mapTo(String.class)
                        .one());
        assertThat(all).contains("end_to_end_id").doesNotContain("0417164300");
    }

    @Test
    void nobodyForgetsThatAFileWasImported() throws Exception {
        bank.take(file("camt.053.001.02.xml"));
        for (String statement :
                new String[] {"DELETE FROM audit.bank_file", "UPDATE audit.bank_message SET kind = 'x'"})
            assertThatThrownBy(() -> store.as(Role.WRITER).useHandle(handle -> handle.execute(statement)))
                    .hasMessageContaining("permission denied");
    }

    /** After a writer has taken what is in the outbox. */
    private int recorded() {
        Writer.start(store, WriterSettings.of("one"), null, CLOCK).close();
        return count("event");
    }

    private int count(String table) {
        return store.as(Role.WRITER)
                .withHandle(handle -> handle.createQuery("SELECT count(*) FROM audit." + table)
                        .mapTo(Integer.class)
                        .one());
    }

    private Path file(String name) throws IOException {
        Path file = directory.resolve(name);
        try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream(name))) {
            if (!Files.exists(file)) Files.copy(in, file);
        }
        return file;
    }
}
