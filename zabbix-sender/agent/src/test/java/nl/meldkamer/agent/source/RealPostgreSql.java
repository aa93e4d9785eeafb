package nl.meldkamer.agent.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import nl.meldkamer.agent.config.SourceSettings.Engine;

final class RealPostgreSql extends RealDatabase {

    RealPostgreSql() {
        super("postgres", Engine.POSTGRESQL);
    }

    @Override
    void install() {
        runAsAccount(List.of(
                program("initdb"),
                "--pgdata=" + directory().resolve("data"),
                "--username=postgres",
                "--auth=trust",
                "--encoding=UTF8",
                "--locale=C",
                "--no-sync"));
        String rules = "host all postgres 127.0.0.1/32 trust\nhost all all 127.0.0.1/32 scram-sha-256\n";
        write(directory().resolve("data/pg_hba.conf"), rules);
    }

    @Override
    List<String> command() {
        return List.of(
                program("postgres"),
                "-D",
                directory().resolve("data").toString(),
                "-k",
                directory().toString(),
                "-h",
                "127.0.0.1",
                "-p",
                Integer.toString(address().port()),
                "-c",
                "fsync=off");
    }

    /** The fast shutdown; SIGTERM would wait for the clients. */
    @Override
    String stopSignal() {
        return "INT";
    }

    @Override
    String administratorUrl(String database) {
        return "jdbc:postgresql://" + address() + "/" + (database.isEmpty() ? "postgres" : database) + "?user=postgres";
    }

    @Override
    void populate() {
        execute(
                "",
                "CREATE DATABASE site",
                "CREATE USER reader PASSWORD '" + PASSWORD + "'",
                "CREATE USER wide PASSWORD '" + PASSWORD + "'");
        execute(
                "site",
                "CREATE TABLE \"tabMember\" (name VARCHAR(20), amount DECIMAL(18,6), paid SMALLINT, share DOUBLE PRECISION,"
                        + " joined DATE, modified TIMESTAMP(6))",
                "CREATE TABLE \"tabSecret\" (name VARCHAR(20))",
                "GRANT SELECT ON \"tabMember\" TO reader, wide");
    }

    /** Debian keeps the programs of each version outside the path. */
    private static String program(String name) {
        try (Stream<Path> versions = Files.list(Path.of("/usr/lib/postgresql"))) {
            return versions.max(Comparator.naturalOrder())
                    .orElseThrow()
                    .resolve("bin")
                    .resolve(name)
                    .toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
