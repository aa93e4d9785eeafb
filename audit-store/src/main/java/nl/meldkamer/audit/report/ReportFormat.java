package nl.meldkamer.audit.report;

import java.util.Locale;

/** The forms that a report can have. The same report has the same bytes each time. */
public enum ReportFormat {
    /** One file for people, with everything in it: it needs no script and asks for nothing from elsewhere. */
    HTML,
    /** RFC 4180, one figure a line, the same eleven columns for every report. */
    CSV,
    JSON;

    public String write(Report report) {
        return switch (this) {
            case HTML -> new HtmlReport(report).write();
            case CSV -> new CsvReport(report).write();
            case JSON -> new JsonReport(report).write();
        };
    }

    /** As the command has it, and the ending of files. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
