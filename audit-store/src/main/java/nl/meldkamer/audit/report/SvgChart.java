package nl.meldkamer.audit.report;

import java.util.List;
import java.util.Locale;
import nl.meldkamer.audit.report.Chart.Series;

/** Draws a chart, with a title and a description for who can't see it. */
final class SvgChart {

    private static final int WIDTH = 960;
    private static final int HEIGHT = 250;
    /** Half of a date, which stands below the middle of its column. */
    private static final int RIGHT = 30;

    private static final int LEFT = 56;
    private static final int TOP = 12;
    private static final int BOTTOM = 30;
    private static final int MOST_LABELS = 12;
    private static final int MOST_TICKS = 5;

    private final Chart chart;
    private final String id;
    private final Html html;
    private final long step;
    private final long top;

    SvgChart(Chart chart, String id, Html html) {
        this.chart = chart;
        this.id = id;
        this.html = html;
        step = step(chart.highest());
        top = Math.max(1, (chart.highest() + step - 1) / step) * step;
    }

    /** The least of 1, 2, 5, 10, 20 ... with which the highest column needs few ticks. */
    static long step(long highest) {
        long power = 1;
        while (true) {
            for (int factor : new int[] {1, 2, 5}) if (highest <= power * factor * MOST_TICKS) return power * factor;
            power *= 10;
        }
    }

    void draw() {
        html.open("figure").line();
        html.open(
                "svg",
                "viewBox",
                "0 0 " + WIDTH + " " + HEIGHT,
                "role",
                "img",
                "aria-labelledby",
                id + "-title " + id + "-description");
        html.element("title", chart.title(), "id", id + "-title");
        html.element("desc", description(), "id", id + "-description").line();
        for (long tick = 0; tick <= top; tick += step) grid(tick);
        for (int i = 0; i < chart.labels().size(); i++) column(i);
        html.close().line();
        legend();
        html.close().line();
    }

    private String description() {
        if (chart.highest() == 0) return "There are none.";
        int highest = 0;
        for (int i = 1; i < chart.labels().size(); i++) if (chart.total(i) > chart.total(highest)) highest = i;
        return "The highest column is " + chart.labels().get(highest) + " with " + Wording.grouped(chart.total(highest))
                + ". The figures are in the table.";
    }

    private void grid(long tick) {
        String y = number(y(tick));
        html.element("line", "", "x1", LEFT + "", "x2", (WIDTH - RIGHT) + "", "y1", y, "y2", y, "class", "grid");
        html.element("text", Wording.grouped(tick), "x", (LEFT - 8) + "", "y", number(y(tick) + 4), "class", "tick y")
                .line();
    }

    private void column(int i) {
        double slot = (double) (WIDTH - LEFT - RIGHT) / chart.labels().size();
        double gap = Math.min(6, slot / 5);
        double x = LEFT + i * slot;
        html.open("g").element("title", chart.labels().get(i) + ": " + Wording.grouped(chart.total(i)));
        long below = 0;
        for (Series series : chart.series()) {
            long count = series.counts().get(i);
            if (count > 0) bar(series, x + gap / 2, slot - gap, below, count);
            below += count;
        }
        int every = (chart.labels().size() + MOST_LABELS - 1) / MOST_LABELS;
        if (i % every == 0)
            html.element(
                    "text",
                    chart.labels().get(i),
                    "x",
                    number(x + slot / 2),
                    "y",
                    (HEIGHT - BOTTOM + 18) + "",
                    "class",
                    "tick");
        html.close().line();
    }

    private void bar(Series series, double x, double width, long below, long count) {
        html.element(
                "rect",
                "",
                "x",
                number(x),
                "y",
                number(y(below + count)),
                "width",
                number(width),
                "height",
                number(y(below) - y(below + count)),
                "class",
                "bar " + series.style());
    }

    private double y(long count) {
        return TOP + (double) (HEIGHT - TOP - BOTTOM) * (top - count) / top;
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    private void legend() {
        List<Series> seen = chart.series().stream()
                .filter(series -> series.counts().stream().anyMatch(count -> count > 0))
                .toList();
        html.open("figcaption").text(chart.title() + ". ");
        for (Series series : seen) {
            html.open("span", "class", "key")
                    .element("i", "", "class", "bar " + series.style())
                    .text(series.name())
                    .close();
        }
        html.close().line();
    }
}
