package nl.meldkamer.e2e;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;

/**
 * The database of the association's Frappe site.
 *
 * @param reader the account for Meldkamer, which may read the site's tables and nothing else
 */
record SiteDatabase(Engine engine, String name, Login reader) {

    static final String TIME_ZONE = "Europe/Amsterdam";
    static final ZoneId ZONE = ZoneId.of(TIME_ZONE);

    /** The local time so much real time ago: on the days when clocks change that is not so much less on the clock. */
    static LocalDateTime before(LocalDateTime now, Duration ago) {
        return now.atZone(ZONE).minus(ago).toLocalDateTime();
    }

    /** Makes it anew, with this association in it. */
    void fill(Association association) throws SQLException, IOException {
        SiteSchema schema = SiteSchema.load();
        engine.createDatabase(name);
        try (Connection connection = connect()) {
            schema.createIn(engine, connection);
            association.writeTo(connection);
        }
        engine.createReader(name, reader, schema.tables());
    }

    /** As the owner. */
    Connection connect() throws SQLException, IOException {
        return engine.connect(name);
    }

    Connection connectAsReader() throws SQLException {
        return engine.connect(name, reader);
    }
}
