package nl.meldkamer.agent.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** How a source is reached. */
public sealed interface SourceSettings {

    /**
     * A database.
     *
     * @param timeout of connecting and of each statement
     */
    record Sql(Engine engine, Address address, String database, String user, Secret password, Tls tls, Duration timeout)
            implements SourceSettings {}

    /** Whether a connection is encrypted. */
    enum Tls {
        OFF,
        /** Encrypted, whoever the server is. */
        REQUIRE,
        /** Encrypted, and the server shows a certificate for its name that Java's trust store vouches for. */
        VERIFY
    }

    /** Which database. */
    enum Engine {
        MARIADB("mariadb", "MariaDB", 3306),
        POSTGRESQL("postgresql", "PostgreSQL", 5432);

        private final String key;
        private final String title;
        private final int defaultPort;

        Engine(String key, String title, int defaultPort) {
            this.key = key;
            this.title = title;
            this.defaultPort = defaultPort;
        }

        /** As configuration and catalogue write it. */
        public String key() {
            return key;
        }

        /** As its makers write it. */
        public String title() {
            return title;
        }

        int defaultPort() {
            return defaultPort;
        }
    }

    /**
     * A Redis with the queues of RQ.
     *
     * @param user empty: the default user
     * @param password empty: none is sent
     * @param bench Frappe's bench_id, the part before the colon in the names of the queues; empty: names have no such part
     */
    record Redis(Address address, String user, Secret password, String bench, Duration timeout)
            implements SourceSettings {}

    /**
     * The machine that the collector runs on.
     *
     * @param fileSystems directories whose file system is watched whatever its type
     */
    record Host(List<Path> fileSystems) implements SourceSettings {
        public Host {
            fileSystems = List.copyOf(fileSystems);
        }
    }

    /**
     * Frappe's monitor.json.log.
     *
     * @param site only its requests and jobs count; empty: those of every site of the bench
     * @param slow from which duration on a request counts as slow
     * @param pages first parts of paths that are shown by name
     */
    record MonitorLog(Path file, String site, Duration slow, List<String> pages) implements SourceSettings {
        public MonitorLog {
            pages = List.copyOf(pages);
        }
    }

    /** The files that lie directly in a directory. */
    record Files(Path directory) implements SourceSettings {}

    /** A JSON file whose switches are read. */
    record JsonFile(Path file) implements SourceSettings {}

    /**
     * A page.
     *
     * @param status that it must have
     * @param expect text that it must hold; empty: any
     * @param timeout of the whole visit
     */
    record Http(String url, int status, String expect, Duration timeout) implements SourceSettings {}

    /**
     * A site that only its REST API is reached of.
     *
     * @param key API key of a user that may read, and secret its API secret
     * @param timeout of each request
     */
    record Frappe(String url, String key, Secret secret, Duration timeout) implements SourceSettings {}

    /**
     * A project in Sentry.
     *
     * @param token that may read issues (scope event:read)
     */
    record Sentry(String url, String organization, String project, Secret token, Duration timeout)
            implements SourceSettings {}
}
