package nl.meldkamer.audit.report;

import java.util.Locale;
import java.util.function.Function;

/** The forms that a report can have. The same report has the same bytes each time. */
public enum ReportFormat {
    /** One file for people, with everything in it: it needs no script and asks for nothing from elsewhere. */
    HTML(report -> new HtmlReport(report).write()),
    /** RFC 4180, one figure a line, the same eleven columns for every report. */
    CSV(report -> new CsvReport(report).write()),
    JSON(report -> new JsonReport(report).write());

    private final Function<Report, String> writer;

    ReportFormat(Function<Report, String> writer) {
        this.writer = writer;
    }

    public String write(Report report) {
        return writer.apply(report);
    }

    /** As the command has it, and the ending of files. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
