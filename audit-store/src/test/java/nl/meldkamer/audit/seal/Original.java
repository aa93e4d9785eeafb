package nl.meldkamer.audit.seal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import nl.meldkamer.audit.store.AuditStore;
import nl.meldkamer.audit.store.Role;
import nl.meldkamer.audit.store.StoreException;
import nl.meldkamer.audit.tree.SignerKey;

/**
 * A sealed store that is made once for all tests of this virtual machine, and copies of it, for each test to do its
 * worst to.
 */
final class Original {
    /** More than one chunk, so that all parts of the verifier have something to do. */
    static final long SIZE = 66_000;

    /** Of which there is a backup. */
    static final long SECOND_CHECKPOINT = 40_000;

    static final SignerKey KEY = SignerKey.generate("audit.example.org", new SecureRandom());

    private static final AtomicInteger COPIES = new AtomicInteger();

    private Original() {}

    /** Its checkpoints, once it is made. */
    private static final class Made {
        static final List<String> SEEN = make();
    }

    private static List<String> make() {
        PostgreSql server = PostgreSql.shared();
        try {
            server.execute("postgres", "CREATE DATABASE original");
            try (AuditStore store = server.open("original");
                    Connection connection = server.connect("original")) {
                long from = 0;
                for (long to : List.of(300L, SECOND_CHECKPOINT, SIZE)) {
                    Events.append(connection, from, to, "{}");
                    seal(store);
                    from = to;
                    if (to == SECOND_CHECKPOINT) run("pg_dump", "-Fc", "-d", server.uri("original"), "-f", backup());
                }
                return store.as(Role.READER)
                        .withHandle(handle -> handle.createQuery("SELECT note FROM audit.checkpoint ORDER BY size")
                                .mapTo(String.class)
                                .list());
            }
        } catch (StoreException | SQLException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String backup() {
        return PostgreSql.shared().file("backup").toString();
    }

    private static void run(String... command) throws IOException {
        int exit =
                new ProcessBuilder(command).inheritIO().start().onExit().join().exitValue();
        assertThat(exit).isZero();
    }

    /** Into a database that is there, and empty. */
    static void restoreBackup(String database) throws IOException {
        assertThat(seen()).isNotEmpty();
        run("pg_restore", "-d", PostgreSql.shared().uri(database), backup());
    }

    /**
     * A copy of the store, with what was done to it, by an owner who has done away with all that would be in the way.
     */
    static AuditStore copy(String... done) throws SQLException, StoreException {
        assertThat(seen()).isNotEmpty();
        PostgreSql server = PostgreSql.shared();
        String name = "copy" + COPIES.incrementAndGet();
        server.execute("postgres", "CREATE DATABASE " + name + " TEMPLATE original");
        for (String table : List.of("ONLY audit.event", "audit.tile", "audit.checkpoint"))
            server.execute(name, "ALTER TABLE " + table + " DISABLE TRIGGER ALL");
        for (String table : List.of("rollup", "rollup_day"))
            server.execute(name, "ALTER TABLE audit." + table + " DROP CONSTRAINT " + table + "_counts");
        server.execute(name, done);
        return server.open(name);
    }

    /** To the copy that was made last, as the superuser. */
    static Connection connectToLast() throws SQLException {
        return PostgreSql.shared().connect("copy" + COPIES.get());
    }

    /** The notes of all checkpoints, in their order. */
    static List<String> seen() {
        return Made.SEEN;
    }

    /** Has seen all that was sealed. */
    static Witness witness() {
        return origin -> origin.equals("audit.example.org/" + Events.STREAM) ? seen() : List.of();
    }

    static Verifier verifier(AuditStore store, Witness witness) {
        return new Verifier(store.as(Role.READER), KEY.verifier(), witness, 2);
    }

    static Verification verify(AuditStore store, Witness witness) {
        return verifier(store, witness).verify(Events.STREAM);
    }

    /** All that is there. */
    static void seal(AuditStore store) {
        Sealing sealing = Sealing.idle(store.as(Role.SEALER), KEY, Clock.systemUTC());
        sealing.sealAll();
        assertThat(sealing.states()).allMatch(state -> state.failure().isEmpty() && state.size() == state.head());
    }

    /** What can be sealed, which is up to this size. */
    static void seal(AuditStore store, long size) {
        Sealing sealing = Sealing.idle(store.as(Role.SEALER), KEY, Clock.systemUTC());
        sealing.sealAll();
        assertThat(sealing.states().get(0).size()).isEqualTo(size);
    }
}
