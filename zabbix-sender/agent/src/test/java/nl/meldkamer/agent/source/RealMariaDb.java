package nl.meldkamer.agent.source;

import java.util.List;
import nl.meldkamer.agent.config.SourceSettings.Engine;

final class RealMariaDb extends RealDatabase {

    RealMariaDb() {
        super("mysql", Engine.MARIADB);
    }

    @Override
    void install() {
        runAsAccount(List.of(
                "mariadb-install-db",
                "--no-defaults",
                "--datadir=" + directory().resolve("data"),
                "--auth-root-authentication-method=normal",
                "--skip-test-db"));
    }

    @Override
    List<String> command() {
        return List.of(
                "mariadbd",
                "--no-defaults",
                "--datadir=" + directory().resolve("data"),
                "--socket=" + directory().resolve("socket"),
                "--port=" + address().port(),
                "--bind-address=127.0.0.1",
                "--skip-name-resolve",
                "--innodb-flush-log-at-trx-commit=0",
                "--innodb-buffer-pool-size=16M");
    }

    @Override
    String administratorUrl(String database) {
        return "jdbc:mariadb://" + address() + "/" + database
                + "?user=root&sslMode=disable&sessionVariables=sql_mode='ANSI_QUOTES'";
    }

    @Override
    void populate() {
        execute(
                "",
                "CREATE DATABASE site",
                "CREATE TABLE site.\"tabMember\" (name VARCHAR(20), amount DECIMAL(18,6), paid TINYINT(1), share DOUBLE,"
                        + " joined DATE, modified DATETIME(6))",
                "CREATE TABLE site.\"tabSecret\" (name VARCHAR(20))",
                "CREATE USER reader IDENTIFIED BY '" + PASSWORD + "'",
                "GRANT SELECT ON site.\"tabMember\" TO reader",
                "CREATE USER wide IDENTIFIED BY '" + PASSWORD + "'",
                "GRANT SELECT ON site.* TO wide");
    }
}
