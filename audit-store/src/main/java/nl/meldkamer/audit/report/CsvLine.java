package nl.meldkamer.audit.report;

import java.util.List;
import java.util.stream.Collectors;

/** A line of CSV (RFC 4180) that a spreadsheet opens without running anything in it. */
public final class CsvLine {

    private static final String STARTS_A_FORMULA = "=+-@\t\r\n";

    private CsvLine() {}

    /** Texts that somebody else may have written; with the line's end. */
    public static String of(List<String> texts) {
        return texts.stream().map(CsvLine::text).collect(Collectors.joining(",", "", "\r\n"));
    }

    /** A text that would be taken for a formula gets an apostrophe before it. */
    static String text(String text) {
        return field(isFormula(text) ? "'" + text : text);
    }

    /** Also behind spaces, which spreadsheets drop, and in the wide forms of East Asian texts. */
    private static boolean isFormula(String text) {
        String start = text.stripLeading();
        if (!text.isEmpty() && STARTS_A_FORMULA.indexOf(text.charAt(0)) >= 0) return true;
        return !start.isEmpty() && (STARTS_A_FORMULA + "＝＋－＠").indexOf(start.charAt(0)) >= 0;
    }

    /** A number or a word of ours, which is quoted where it has to be. */
    static String field(String value) {
        boolean quoted = value.chars().anyMatch(c -> c == '"' || c == ',' || c == ';' || c < ' ');
        return quoted ? '"' + value.replace("\"", "\"\"") + '"' : value;
    }
}
