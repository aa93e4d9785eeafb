package nl.meldkamer.agent.source;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

class TroubledPostgreSqlTest extends TroubledDatabaseContract {

    @RegisterExtension
    static final RealPostgreSql SERVER = new RealPostgreSql();

    @Override
    RealDatabase server() {
        return SERVER;
    }

    @Override
    List<String> zones() {
        return List.of(
                "ALTER DATABASE site SET timezone TO 'Etc/UTC'",
                "ALTER DATABASE site SET timezone TO 'Pacific/Kiritimati'",
                "ALTER DATABASE site SET timezone TO 'Europe/Amsterdam'",
                "ALTER DATABASE site RESET timezone");
    }

    /** Who looks for a deadlock first and finds one is sacrificed. */
    @BeforeEach
    void lookFirst() {
        SERVER.execute(
                "site",
                "ALTER ROLE reader SET deadlock_timeout = '2s'",
                "ALTER ROLE postgres SET deadlock_timeout = '1min'");
    }

    @Override
    Deadlock deadlock() {
        return new Deadlock(
                "LOCK TABLE \"tabTwo\" IN ACCESS EXCLUSIVE MODE",
                everythingAnd(", \"tabOne\", \"tabTwo\""),
                "LOCK TABLE \"tabOne\" IN ACCESS EXCLUSIVE MODE",
                "SELECT COUNT(*) FROM pg_locks WHERE NOT granted");
    }

    @Override
    String code() {
        return "SQLSTATE 40P01";
    }
}
