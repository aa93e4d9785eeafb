package nl.meldkamer.agent.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import nl.meldkamer.audit.ingest.IngestLimits;
import nl.meldkamer.audit.ingest.Producer;
import nl.meldkamer.audit.ingest.TlsIdentity;
import nl.meldkamer.audit.store.StoreSettings;
import nl.meldkamer.audit.tail.Declarations;
import nl.meldkamer.audit.tail.Overlap;

/**
 * The audit store that the daemon serves.
 *
 * @param keys file of the keys that the keys of persons are wrapped with; losing it loses all personal fields
 * @param seal how it is made provable
 * @param listen where events come in over HTTP; absent: nowhere
 * @param stream that events of the command and of the daemon go to
 * @param reports that are made by themselves; absent: none
 * @param bank where files of the bank are put; absent: nowhere
 */
public record AuditSettings(
        StoreSettings store,
        Path keys,
        String stream,
        SealSettings seal,
        Optional<Address> listen,
        Optional<TlsIdentity> tls,
        List<Producer> producers,
        IngestLimits limits,
        List<TailSettings> tails,
        Optional<ReportSettings> reports,
        Optional<AlertSettings> alerts,
        Optional<BankSettings> bank) {

    /**
     * Alerts that are compared with those of Zabbix.
     *
     * @param producer whose webhook tells of them
     * @param zabbix address of the frontend, as the webhook gives it
     * @param api where Zabbix is asked
     * @param host whose problems they are
     */
    public record AlertSettings(Producer producer, String zabbix, ZabbixServer.Api api, String host, Duration every) {}

    /**
     * Tables of an app that are followed.
     *
     * @param name of the tail
     * @param database that they are in
     * @param source that their events are of
     * @param compareEvery how often all rows of the last days are compared with the store
     */
    public record TailSettings(
            String name,
            SourceSettings.Sql database,
            String stream,
            String source,
            Declarations tables,
            Duration every,
            Overlap overlap,
            Duration compareEvery) {}

    /** A directory that is looked into for files of the bank. */
    public record BankSettings(Path directory, Duration every) {}

    public AuditSettings {
        producers = List.copyOf(producers);
        tails = List.copyOf(tails);
    }

    /** The same, with another store. */
    public AuditSettings in(StoreSettings another) {
        return new AuditSettings(
                another, keys, stream, seal, listen, tls, producers, limits, tails, reports, alerts, bank);
    }
}
