package nl.meldkamer.e2e.fault;

import java.time.Duration;
import nl.meldkamer.e2e.ZabbixUnderFire;

/** What can go wrong in a round. */
enum Scenario {
    CUT_CONNECTIONS(false, 20),
    KILLED_PRODUCER(false, 20),
    FALLEN_SERVER(true, 10),
    /** Zabbix tries again every ten seconds to reach its database. */
    FALLEN_DATABASE(true, 30),
    FULL_DISK(false, 20),
    CHANGED_CLOCK(false, 20),
    LYING_SERVER(false, 20);

    private final boolean serverMayLose;
    private final int quietSeconds;

    Scenario(boolean serverMayLose, int quietSeconds) {
        this.serverMayLose = serverMayLose;
        this.quietSeconds = quietSeconds;
    }

    Fault fault() {
        return switch (this) {
            case CUT_CONNECTIONS -> new CutConnections();
            case KILLED_PRODUCER -> new KilledProducer();
            case FALLEN_SERVER ->
                new FallenServer(
                        ZabbixUnderFire::stopServer, ZabbixUnderFire::killServer, ZabbixUnderFire::startServer);
            case FALLEN_DATABASE ->
                new FallenServer(
                        ZabbixUnderFire::stopDatabase, ZabbixUnderFire::killDatabase, ZabbixUnderFire::startDatabase);
            case FULL_DISK -> new FullDisk();
            case CHANGED_CLOCK -> new ChangedClock();
            case LYING_SERVER -> new LyingServer();
        };
    }

    /** After how long without a new row Zabbix is taken to have written all that it will. */
    Duration quiet() {
        return Duration.ofSeconds(quietSeconds);
    }

    /** True when the scenario needs root rights. */
    boolean needsRoot() {
        return this == FULL_DISK;
    }

    /** Where it or its database is killed, a server may lose what it has answered for: it keeps it in memory a while. */
    boolean holds(Verdict verdict) {
        return verdict.holds() && (serverMayLose || verdict.lostByServer().isEmpty());
    }
}
