package nl.meldkamer.templates;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import nl.meldkamer.templates.Draft.GroupPart;
import nl.meldkamer.templates.yaml.Suggestion;
import nl.meldkamer.templates.yaml.YamlMapping;

/** Checks one group, its query and its discovery. */
final class GroupChecks {

    private static final Duration SHORTEST = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofDays(1);
    private static final int LONGEST_QUERY = 65_536;

    private final Group group;
    private final YamlMapping at;
    private final YamlMapping discoveryAt;

    GroupChecks(GroupPart part) {
        group = part.group();
        at = part.at();
        discoveryAt = part.discoveryAt();
    }

    void run() {
        name("group", group.name());
        name("source", group.source());
        if (group.every().compareTo(SHORTEST) < 0 || group.every().compareTo(LONGEST) > 0)
            at.problem("every", "an interval is from 5s to 1d");
        if (group.items().isEmpty()) at.problem("items", "a group needs at least one item");
        group.collect().query().ifPresent(sql -> sql.text().values().forEach(this::query));
        group.collect().query().flatMap(Collect.Sql::rest).ifPresent(this::rest);
        group.discovery().ifPresent(this::discovery);
    }

    private void name(String key, String name) {
        if (!name.isEmpty() && !name.matches("[a-z0-9_.-]+"))
            at.problem(key, "'" + name + "' must be of a-z, 0-9, '_', '.', '-'");
    }

    private void query(String sql) {
        if (sql.length() > LONGEST_QUERY) {
            at.problem("collect", "a query has at most " + LONGEST_QUERY + " characters");
            return;
        }
        SqlText text = SqlText.of(sql);
        if (!text.isReadOnly()) at.problem("collect", "a query starts with SELECT or WITH");
        if (text.columns().contains("*")) at.problem("collect", "a query names its columns instead of '*'");
        for (String column : text.columns())
            if (!column.equals("*") && !column.matches("[a-z_][a-z0-9_]*"))
                at.problem(
                        "collect",
                        "column '" + column + "' must be lower case, as PostgreSQL folds names; give an alias");
        for (String column : group.collect().queryColumns())
            if (!text.columns().contains(column))
                at.problem("collect", "the query must give the column '" + column + "'; give an alias");
        for (String parameter : text.parameters())
            if (!SqlText.isParameter(parameter)
                    && !group.collect().queryParameters().contains(parameter))
                at.problem(
                        "collect",
                        "unknown parameter ':" + parameter + "'; expected the like of " + SqlText.PARAMETERS);
    }

    private void rest(Rest rest) {
        Set<String> asked = group.collect().query().orElseThrow().columns();
        for (String column : rest.columns())
            if (!asked.contains(column))
                at.problem("collect", "the query gives no column '" + column + "'" + Suggestion.hint(column, asked));
        Set<String> missing = new TreeSet<>(asked);
        missing.removeAll(rest.columns());
        group.items().forEach(item -> invented(item, missing));
    }

    /** What stands in for a value that is not there would be taken for one that was read. */
    private void invented(Item item, Set<String> missing) {
        Set<String> used = new TreeSet<>(item.value().columns());
        used.retainAll(missing);
        if (!used.isEmpty() && item.value().toString().contains("coalesce("))
            at.problem(
                    "collect",
                    "'" + item.key() + "' would be made up from '" + String.join("', '", used)
                            + "', which 'rest' does not give");
    }

    private void discovery(Discovery discovery) {
        if (!discovery.key().isEmpty())
            ItemKey.fault(discovery.key()).ifPresent(fault -> discoveryAt.problem("key", fault));
        if (discovery.macros().isEmpty()) discoveryAt.problem("macros", "a discovery needs at least one macro");
        if (group.prototypes().isEmpty())
            discoveryAt.problem("a discovery needs an item whose key holds "
                    + String.join(" or ", discovery.macros().keySet()));
        discovery.macros().forEach(this::macro);
        discovery.known().forEach((column, options) -> known(discovery, column, options));
    }

    private void macro(String macro, String column) {
        if (!macro.matches("\\{#[A-Z0-9_.]+\\}"))
            discoveryAt.problem("macros", "'" + macro + "' is not a macro of a discovery; expected {#NAME}");
        column(group, column, discoveryAt, "macros");
    }

    private void known(Discovery discovery, String column, List<String> options) {
        Set<String> columns = Set.copyOf(discovery.macros().values());
        if (!columns.contains(column))
            discoveryAt.problem("known", "column '" + column + "' fills no macro" + Suggestion.hint(column, columns));
        if (options.isEmpty()) discoveryAt.problem("known", "column '" + column + "' needs at least one option");
        else if (!discovery.known().keySet().containsAll(columns))
            discoveryAt.problem(
                    "known",
                    "the options of every column are needed, or of none: "
                            + String.join(", ", columns.stream().sorted().toList()));
    }

    /** Records it when the group's rows have no such column. */
    static void column(Group group, String column, YamlMapping at, String key) {
        Set<String> columns = group.collect().columns();
        if (!column.isEmpty() && !columns.contains(column))
            at.problem(key, "the query gives no column '" + column + "'" + Suggestion.hint(column, columns));
    }
}
