package nl.meldkamer.audit.report;

import java.util.List;
import nl.meldkamer.audit.report.Section.Headline;

/** A report as one page that stands by itself. */
final class HtmlReport {

    private final Report report;
    private final Html html;

    HtmlReport(Report report) {
        this.report = report;
        html = Page.begin(report.kind().title() + " " + report.period());
    }

    String write() {
        header();
        headlines();
        report.sections().forEach(this::section);
        footer();
        return Page.end(html);
    }

    private void header() {
        html.open("header").line();
        html.element("h1", report.kind().title()).line();
        html.open("p", "class", "period").text(report.period().toString());
        html.element("span", report.period().zone().getId(), "class", "zone");
        if (report.finished()) html.element("span", "final", "class", "badge good");
        else html.element("span", "not final: the period is not over, or not sealed to its end", "class", "badge bad");
        html.close().line();
        html.element("p", "As of " + report.asOf(), "class", "as-of").line();
        html.close().line();
    }

    private void headlines() {
        html.open("div", "class", "headlines").line();
        for (Section section : report.sections())
            for (Headline headline : section.headlines()) {
                html.open("a", "href", "#" + section.id());
                html.element("b", words(headline.value()), "class", style(headline.value()));
                html.element("span", headline.name()).close().line();
            }
        html.close().line();
    }

    private void section(Section section) {
        html.open("section", "id", section.id()).line();
        html.element("h2", section.title()).line();
        html.element("p", section.note(), "class", "note").line();
        section.chart().ifPresent(chart -> new SvgChart(chart, section.id(), html).draw());
        if (section.rows().isEmpty())
            html.element("p", "None.", "class", "none").line();
        else table(section);
        if (section.leftOut() > 0)
            html.element("p", Wording.grouped(section.leftOut()) + " more rows are not shown.", "class", "note");
        html.close().line();
    }

    private void table(Section section) {
        html.open("div", "class", "scroll").open("table").line();
        html.element("caption", report.period() + " (" + report.period().zone() + "), as of " + report.asOf())
                .line();
        html.open("thead").open("tr");
        for (int i = 0; i < section.columns().size(); i++)
            html.element(
                    "th",
                    Wording.heading(section.columns().get(i)),
                    "scope",
                    "col",
                    "class",
                    style(section.rows().get(0).get(i)));
        html.close().close().line().open("tbody").line();
        section.rows().forEach(this::row);
        html.close().close().close().line();
    }

    private void row(List<Cell> cells) {
        html.open("tr");
        for (Cell cell : cells) html.element("td", words(cell), "class", style(cell));
        html.close().line();
    }

    private String words(Cell cell) {
        return Wording.forPeople(cell, report.period().zone());
    }

    private static String style(Cell cell) {
        if (cell instanceof Cell.Text text) return text.value().startsWith("INVALID") ? "text bad" : "text";
        if (cell instanceof Cell.NoData) return "number none";
        if (cell instanceof Cell.Verdict verdict) return verdict.met() ? "verdict good" : "verdict bad";
        return "number";
    }

    private void footer() {
        html.open("footer").line();
        html.element(
                        "p",
                        "Every figure is counted over events that are leaves of a signed Merkle tree (RFC 9162), unless its section"
                                + " says otherwise: those that were recorded in the period, up to the number under Streams. The same"
                                + " report over the same period, made again, is the same to the byte once it is final. An event can be"
                                + " proven by itself: meldkamer audit prove.")
                .line();
        html.close().line();
    }
}
