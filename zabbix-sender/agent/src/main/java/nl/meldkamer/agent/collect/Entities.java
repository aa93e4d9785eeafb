package nl.meldkamer.agent.collect;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.meldkamer.agent.source.Answer;
import nl.meldkamer.templates.Discovery;
import nl.meldkamer.templates.Item;

/** Makes entities of the rows of an answer, and of the options that a discovery knows and no row has. */
final class Entities {

    /** Zabbix would make items for each; more than these is a dimension that was not meant to be one. */
    static final int MOST = 1000;

    /** Stands for an empty or absent value, which would make a key that nobody can read. */
    static final String NONE = "(none)";

    private final Discovery discovery;

    Entities(Discovery discovery) {
        this.discovery = discovery;
    }

    /**
     * The entities, sorted by their macros, so that the same set always reads the same. Those for whose items no key can
     * be written are left out.
     *
     * @throws IllegalArgumentException when there are too many, when two rows are one entity, or when a column is missing
     */
    List<Entity> of(Answer answer, List<Item> prototypes) {
        Map<Map<String, String>, Entity> found = new LinkedHashMap<>();
        for (Map<String, Optional<Object>> row : answer.rows()) {
            Entity entity = new Entity(macros(row), row);
            if (found.putIfAbsent(entity.macros(), entity) != null)
                throw new IllegalArgumentException("two rows are the same entity, by "
                        + discovery.macros().values() + "; the query must give one row for each");
        }
        for (Map<String, Optional<Object>> row : knownRows(answer)) {
            Entity entity = new Entity(macros(row), row);
            found.putIfAbsent(entity.macros(), entity);
        }
        if (found.size() > MOST)
            throw new IllegalArgumentException("the discovery has " + found.size() + " entities, above " + MOST);
        return found.values().stream()
                .filter(entity -> entity.hasKeys(prototypes))
                .sorted(Comparator.comparing(entity -> entity.macros().toString()))
                .toList();
    }

    /** The entities that need no answer to be known of. */
    List<Entity> known() {
        return knownRows(new Answer(List.of(), List.of())).stream()
                .map(row -> new Entity(macros(row), row))
                .toList();
    }

    private Map<String, String> macros(Map<String, Optional<Object>> row) {
        Map<String, String> macros = new LinkedHashMap<>();
        discovery.macros().forEach((macro, column) -> macros.put(macro, text(row, column)));
        return macros;
    }

    private static String text(Map<String, Optional<Object>> row, String column) {
        Optional<Object> value = row.get(column);
        if (value == null) throw new IllegalArgumentException("the query has no column '" + column + "'");
        return value.map(Object::toString).filter(text -> !text.isBlank()).orElse(NONE);
    }

    /** A query that succeeded proves that what has no row counts zero. */
    private List<Map<String, Optional<Object>>> knownRows(Answer answer) {
        if (discovery.known().isEmpty()) return List.of();
        Map<String, Optional<Object>> zero = new LinkedHashMap<>();
        for (Answer.Column column : answer.columns()) zero.put(column.name(), nothing(column.kind()));
        List<Map<String, Optional<Object>>> rows = List.of(zero);
        for (Map.Entry<String, List<String>> options : discovery.known().entrySet())
            rows = combined(rows, options.getKey(), options.getValue());
        return rows;
    }

    private static List<Map<String, Optional<Object>>> combined(
            List<Map<String, Optional<Object>>> rows, String column, List<String> options) {
        List<Map<String, Optional<Object>>> combined = new ArrayList<>();
        for (Map<String, Optional<Object>> row : rows) {
            for (String option : options) {
                Map<String, Optional<Object>> extended = new LinkedHashMap<>(row);
                extended.put(column, Optional.of(option));
                combined.add(extended);
            }
        }
        return combined;
    }

    private static Optional<Object> nothing(Answer.Kind kind) {
        return kind == Answer.Kind.NUMBER ? Optional.of(BigDecimal.ZERO) : Optional.empty();
    }
}
