package nl.meldkamer.templates;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a catalogue must know of a query: its parameters and the columns of its outermost select list. Identifiers stand
 * in double quotes, literals in single ones; a column's name is its alias or, without one, its last identifier.
 */
final class SqlText {

    private static final Pattern TOKEN = Pattern.compile("--[^\\n]*+|(?s:/\\*.*?\\*/)|'[^']*+'"
            + "|\"(?<quoted>[^\"]*+)\"|::|:(?<parameter>[A-Za-z_]\\w*+)|(?<word>[A-Za-z_]\\w*+)|(?<other>\\S)");
    private static final Pattern PARAMETER =
            Pattern.compile("now|today|t_today|t_[1-9]\\d{0,4}[mhd]|d_[mp][1-9]\\d{0,4}|d_m[1-9]\\d{0,3}mo|d_month");
    static final String PARAMETERS = "now, today, t_today, t_5m, t_24h, t_30d, d_m7, d_p30, d_m36mo, d_month";

    private final Set<String> parameters = new LinkedHashSet<>();
    private final Set<String> columns = new LinkedHashSet<>();
    private boolean readOnly;
    private boolean inSelectList;
    private int depth;
    private String lastName = "";

    private SqlText() {}

    static SqlText of(String sql) {
        SqlText text = new SqlText();
        Matcher matcher = TOKEN.matcher(sql);
        boolean first = true;
        while (matcher.find()) {
            String word = Optional.ofNullable(matcher.group("word")).orElse("").toUpperCase(Locale.ROOT);
            if (first && !matcher.group().startsWith("--") && !matcher.group().startsWith("/*")) {
                text.readOnly = word.equals("SELECT") || word.equals("WITH");
                first = false;
            }
            text.accept(matcher, word);
        }
        text.endColumn();
        return text;
    }

    static boolean isParameter(String name) {
        return PARAMETER.matcher(name).matches();
    }

    Set<String> parameters() {
        return parameters;
    }

    /** Empty when the select list could not be made out; "*" stands for itself. */
    Set<String> columns() {
        return columns;
    }

    boolean isReadOnly() {
        return readOnly;
    }

    private void accept(Matcher token, String word) {
        if (token.group("parameter") != null) parameters.add(token.group("parameter"));
        else if (token.group("quoted") != null) lastName = token.group("quoted");
        else if (token.group("other") != null) punctuation(token.group("other"));
        else if (!word.isEmpty()) word(word, token.group("word"));
    }

    private void punctuation(String mark) {
        if (mark.equals("(")) depth++;
        else if (mark.equals(")")) depth--;
        else if (mark.equals(",") && depth == 0) endColumn();
        else if (mark.equals("*") && depth == 0) lastName = mark;
    }

    private void word(String word, String asWritten) {
        if (depth > 0) return;
        if (word.equals("SELECT") && columns.isEmpty()) inSelectList = true;
        else if (word.equals("FROM")) endSelectList();
        else lastName = asWritten;
    }

    private void endSelectList() {
        endColumn();
        inSelectList = false;
    }

    private void endColumn() {
        if (inSelectList && !lastName.isEmpty()) columns.add(lastName);
        lastName = "";
    }
}
