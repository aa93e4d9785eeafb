package nl.meldkamer.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The tables of a Frappe site with the verenigingen app, as far as metrics read them. */
final class SiteSchema {

    private static final String RESOURCE = "verenigingen-schema.sql";
    private static final Pattern COMMENT = Pattern.compile("(?m)\\s*--( .*)?$");
    private static final Pattern TABLE = Pattern.compile("CREATE TABLE IF NOT EXISTS `([^`]+)`");

    private final String mariaDb;

    private SiteSchema(String mariaDb) {
        this.mariaDb = mariaDb;
    }

    static SiteSchema load() throws IOException {
        try (InputStream resource = Objects.requireNonNull(SiteSchema.class.getResourceAsStream(RESOURCE), RESOURCE)) {
            String text = new String(resource.readAllBytes(), UTF_8);
            return new SiteSchema(COMMENT.matcher(text).replaceAll(""));
        }
    }

    List<String> tables() {
        return TABLE.matcher(mariaDb)
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }

    void createIn(Engine engine, Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            for (String sql : statements(engine.schema(mariaDb))) statement.execute(sql);
        }
    }

    private static List<String> statements(String script) {
        return Arrays.stream(script.split(";\n"))
                .map(String::strip)
                .filter(sql -> !sql.isEmpty())
                .toList();
    }
}
