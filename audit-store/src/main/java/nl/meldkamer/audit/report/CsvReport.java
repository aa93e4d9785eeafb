package nl.meldkamer.audit.report;

import java.util.List;

/** A report as one figure a line, each with its period and the trees that it is as of. */
final class CsvReport {

    private static final String HEADER =
            "report,period_first,period_last,time_zone,finished,as_of,section,row,column,value,unit\r\n";

    private final Report report;
    private final StringBuilder out = new StringBuilder(HEADER);
    private final String start;

    CsvReport(Report report) {
        this.report = report;
        Period period = report.period();
        start = String.join(
                ",",
                report.kind().word(),
                period.first().toString(),
                period.last().toString(),
                CsvLine.field(period.zone().getId()),
                Boolean.toString(report.finished()),
                CsvLine.text(report.asOfEach()));
    }

    String write() {
        for (Section section : report.sections()) {
            int row = 0;
            for (List<Cell> cells : section.rows()) write(section, ++row, cells);
        }
        return out.toString();
    }

    private void write(Section section, int row, List<Cell> cells) {
        for (int i = 0; i < cells.size(); i++) {
            out.append(start)
                    .append(',')
                    .append(section.id())
                    .append(',')
                    .append(row)
                    .append(',')
                    .append(section.columns().get(i))
                    .append(',')
                    .append(value(cells.get(i)))
                    .append(',')
                    .append(unit(cells.get(i)))
                    .append("\r\n");
        }
    }

    private static String value(Cell cell) {
        if (cell instanceof Cell.Text text) return CsvLine.text(text.value());
        return CsvLine.field(Wording.plain(cell));
    }

    private static String unit(Cell cell) {
        if (cell instanceof Cell.Amount) return "euro";
        if (cell instanceof Cell.Share) return "percent";
        return cell instanceof Cell.Time ? "seconds" : "";
    }
}
