package nl.meldkamer.templates;

import java.util.Optional;

/** How an item's value is made from rows. */
public final class Expression {

    private final String text;

    private Expression(String text) {
        this.text = text;
    }

    /** Throws {@link IllegalArgumentException} that names the place and what was expected. */
    public static Expression parse(String text) {
        return new Expression(text);
    }

    /** The value as Zabbix takes it, or empty when there is none. */
    public Optional<String> evaluate(Rows rows) {
        return Optional.empty();
    }

    @Override
    public String toString() {
        return text;
    }
}
