package nl.meldkamer.audit.privacy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static nl.meldkamer.audit.privacy.PersonalStore.IBAN;
import static nl.meldkamer.audit.privacy.PersonalStore.NAME;
import static nl.meldkamer.audit.privacy.PersonalStore.event;
import static nl.meldkamer.audit.privacy.PersonalStore.request;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import nl.meldkamer.audit.store.RealPostgreSql;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** That what is personal is nowhere on the disk in the clear. */
class PlaintextTest {

    @RegisterExtension
    final PersonalStore personal = new PersonalStore();

    @Test
    void thePlaintextIsInNoTableIndexLogOrDump() throws Exception {
        personal.append(event("1", "M-1"));
        personal.erasures().erase(request("M-1"));
        execute("VACUUM", "CHECKPOINT");
        // Files of tables and indexes, the log of what was written, and the one for people.
        Path server = Path.of(setting("data_directory")).getParent();
        assertThat(filesWith(fileOf("audit." + partition()), "MANDATE-1")).isNotEmpty();
        assertThat(filesWith(fileOf(indexOf("reference_name")), "MANDATE-1")).isNotEmpty();
        for (String plain : List.of(NAME, IBAN)) {
            assertThat(filesWith(server, plain)).isEmpty();
            assertThat(filesWith(server, hex(plain))).isEmpty();
        }
        // A dump writes bytes in hexadecimal digits.
        assertThat(dump())
                .contains("person_erased", hex("MANDATE-1"))
                .doesNotContain(NAME, IBAN, hex(NAME), hex(IBAN), "M-1\t", "\t" + hex("M-1"));
    }

    private void execute(String... statements) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(RealPostgreSql.shared().url(database()));
                Statement statement = connection.createStatement()) {
            for (String text : statements) statement.execute(text);
        }
    }

    private String partition() {
        return personal.answer("SELECT tableoid::regclass::text FROM audit.event LIMIT 1")
                .replaceFirst("^audit[.]", "");
    }

    private String indexOf(String column) {
        return personal.answer(
                "SELECT indexrelid::regclass::text FROM pg_index JOIN pg_attribute ON attrelid = indexrelid"
                        + " WHERE indrelid = 'audit." + partition() + "'::regclass AND attname = '" + column + "'");
    }

    private Path fileOf(String relation) throws SQLException {
        return Path.of(setting("data_directory"))
                .resolve(personal.answer("SELECT pg_relation_filepath('" + relation + "')"));
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(UTF_8));
    }

    private static List<Path> filesWith(Path data, String text) {
        try (Stream<Path> files = Files.walk(data)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> contains(file, text))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean contains(Path file, String text) {
        try {
            return new String(Files.readAllBytes(file), ISO_8859_1).contains(text);
        } catch (IOException gone) {
            return false;
        }
    }

    private static String setting(String name) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(RealPostgreSql.shared().url("postgres"));
                var rows = connection.createStatement().executeQuery("SHOW " + name)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private String database() {
        return personal.answer("SELECT current_database()");
    }

    private String dump() throws Exception {
        Process dump = new ProcessBuilder(
                        "pg_dump",
                        "-h",
                        "127.0.0.1",
                        "-p",
                        Integer.toString(RealPostgreSql.shared().port()),
                        "-U",
                        "postgres",
                        database())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        return new String(dump.getInputStream().readAllBytes(), UTF_8);
    }
}
