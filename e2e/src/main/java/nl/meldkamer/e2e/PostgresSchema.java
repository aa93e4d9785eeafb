package nl.meldkamer.e2e;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A schema of Frappe for MariaDB, as Frappe itself writes it for PostgreSQL: same names, in double quotes; int is bigint,
 * Check is smallint, datetime is timestamp without time zone, indexes are statements of their own.
 */
final class PostgresSchema {

    private static final Pattern TABLE =
            Pattern.compile("CREATE TABLE IF NOT EXISTS `([^`]+)` \\(\n(.*?)\n\\) ENGINE=[^;]*;", Pattern.DOTALL);
    private static final Pattern INDEX = Pattern.compile("KEY `[^`]+` (\\(.*\\))");

    private PostgresSchema() {}

    static String from(String mariaDbSchema) {
        StringBuilder schema = new StringBuilder();
        Matcher tables = TABLE.matcher(mariaDbSchema);
        while (tables.find()) appendTable(schema, quoted(tables.group(1)), tables.group(2));
        return schema.toString();
    }

    private static void appendTable(StringBuilder schema, String table, String body) {
        List<String> parts = new ArrayList<>();
        List<String> indexes = new ArrayList<>();
        for (String line : body.lines().toList()) {
            String part = line.strip().replaceFirst(",$", "");
            Matcher index = INDEX.matcher(part);
            if (!index.find()) parts.add(column(part));
            else if (part.startsWith("UNIQUE")) parts.add("UNIQUE " + quotes(index.group(1)));
            else indexes.add("CREATE INDEX ON " + table + " " + quotes(index.group(1)) + ";\n");
        }
        schema.append("CREATE TABLE ").append(table).append(" (\n");
        schema.append(String.join(",\n", parts)).append("\n);\n");
        indexes.forEach(schema::append);
    }

    private static String column(String part) {
        return quotes(part)
                .replace("datetime(6)", "timestamp(6)")
                .replace("tinyint(4)", "smallint")
                .replace("int(11)", "bigint")
                .replace("longtext", "text");
    }

    private static String quotes(String text) {
        return text.replace('`', '"');
    }

    private static String quoted(String name) {
        return '"' + name + '"';
    }
}
