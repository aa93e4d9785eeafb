package nl.meldkamer.e2e;

import java.time.Duration;
import java.util.Map;
import nl.meldkamer.agent.config.Address;
import nl.meldkamer.agent.config.Secret;
import nl.meldkamer.agent.config.SourceSettings;
import nl.meldkamer.agent.source.DeliveryStatus;
import nl.meldkamer.agent.source.GroupStatuses;
import nl.meldkamer.agent.source.Sources;

/** A site's database as the daemon reads it, with the daemon's own classes. */
final class AppSource {

    /** What the catalogue calls it. */
    static final String NAME = "app";

    private AppSource() {}

    static Sources open(SiteDatabase site, Login reader, Duration timeout) {
        return Sources.of(
                Map.of(NAME, settings(site, reader, timeout)), new GroupStatuses(), () -> DeliveryStatus.Counters.NONE);
    }

    static SourceSettings.Sql settings(SiteDatabase site, Login reader, Duration timeout) {
        return new SourceSettings.Sql(
                site.engine().kind().equals("mariadb")
                        ? SourceSettings.Engine.MARIADB
                        : SourceSettings.Engine.POSTGRESQL,
                new Address(Port.HOST, site.engine().port()),
                site.name(),
                reader.user(),
                new Secret(reader.password()),
                SourceSettings.Tls.OFF,
                timeout);
    }
}
