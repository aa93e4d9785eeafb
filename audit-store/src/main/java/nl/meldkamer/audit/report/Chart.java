package nl.meldkamer.audit.report;

import java.util.List;

/**
 * Columns of counts, one on the other.
 *
 * @param labels one for each column
 * @param series what a column is made of, from the bottom up
 */
public record Chart(String title, List<String> labels, List<Series> series) {

    /**
     * One colour of all columns.
     *
     * @param style the name of the colour
     * @param counts one for each column
     */
    public record Series(String name, String style, List<Long> counts) {
        public Series {
            counts = List.copyOf(counts);
        }
    }

    public Chart {
        labels = List.copyOf(labels);
        series = List.copyOf(series);
    }

    long highest() {
        long highest = 0;
        for (int i = 0; i < labels.size(); i++) highest = Math.max(highest, total(i));
        return highest;
    }

    long total(int column) {
        return series.stream().mapToLong(each -> each.counts.get(column)).sum();
    }
}
