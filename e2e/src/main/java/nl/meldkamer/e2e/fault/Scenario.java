package nl.meldkamer.e2e.fault;

import java.time.Duration;
import nl.meldkamer.e2e.ZabbixUnderFire;

/** What can go wrong in a round. */
enum Scenario {
    CUT_CONNECTIONS(new CutConnections(), false, 20),
    KILLED_PRODUCER(new KilledProducer(), false, 20),
    FALLEN_SERVER(
            new FallenServer(ZabbixUnderFire::stopServer, ZabbixUnderFire::killServer, ZabbixUnderFire::startServer),
            true,
            10),
    /** Zabbix tries again every ten seconds to reach its database. */
    FALLEN_DATABASE(
            new FallenServer(
                    ZabbixUnderFire::stopDatabase, ZabbixUnderFire::killDatabase, ZabbixUnderFire::startDatabase),
            true,
            30),
    FULL_DISK(new FullDisk(), false, 20),
    CHANGED_CLOCK(new ChangedClock(), false, 20),
    LYING_SERVER(new LyingServer(), false, 20);

    private final Fault fault;
    private final boolean serverMayLose;
    private final int quietSeconds;

    Scenario(Fault fault, boolean serverMayLose, int quietSeconds) {
        this.fault = fault;
        this.serverMayLose = serverMayLose;
        this.quietSeconds = quietSeconds;
    }

    void play(Round round) throws Exception {
        fault.happen(round);
    }

    /** True when a server that has answered for a value may lose it: it keeps values in memory for a second or so. */
    boolean serverMayLose() {
        return serverMayLose;
    }

    /** After how long without a new row Zabbix is taken to have written all that it will. */
    Duration quiet() {
        return Duration.ofSeconds(quietSeconds);
    }

    /** True when the scenario needs root rights. */
    boolean needsRoot() {
        return this == FULL_DISK;
    }

    boolean holds(Verdict verdict) {
        return verdict.holds() && (serverMayLose || verdict.lostByServer().isEmpty());
    }
}
