package nl.meldkamer.audit.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** A report as one JSON object. A figure that there is none of is null. */
final class JsonReport {

    private final Report report;

    JsonReport(Report report) {
        this.report = report;
    }

    String write() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("report", report.kind().word());
        json.put("finished", report.finished());
        json.set("period", period());
        json.set("as_of", asOf());
        ArrayNode sections = json.putArray("sections");
        report.sections().forEach(section -> sections.add(section(section)));
        return JsonText.pretty(json);
    }

    private ObjectNode period() {
        Period period = report.period();
        return JsonNodeFactory.instance
                .objectNode()
                .put("first", period.first().toString())
                .put("last", period.last().toString())
                .put("time_zone", period.zone().getId());
    }

    private ArrayNode asOf() {
        ArrayNode trees = JsonNodeFactory.instance.arrayNode();
        for (CountedStream stream : report.streams()) {
            ObjectNode tree = trees.addObject().put("stream", stream.name());
            stream.checkpoint()
                    .ifPresent(checkpoint -> tree.put("seq", checkpoint.size() - 1)
                            .put("root", checkpoint.root().base64()));
            stream.note().ifPresent(note -> tree.put("checkpoint", note));
        }
        return trees;
    }

    /** Each has its period, so that it can be taken out of the report; its trees are those of the report. */
    private ObjectNode section(Section section) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("id", section.id())
                .put("title", section.title())
                .put("note", section.note());
        json.set("period", period());
        json.put("as_of", report.asOfEach());
        ObjectNode headlines = json.putObject("headlines");
        section.headlines().forEach(headline -> put(headlines, headline.name(), headline.value()));
        ArrayNode rows = json.putArray("rows");
        section.rows().forEach(row -> rows.add(row(section, row)));
        return json.put("rows_left_out", section.leftOut());
    }

    private static ObjectNode row(Section section, List<Cell> cells) {
        ObjectNode row = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < cells.size(); i++) put(row, section.columns().get(i), cells.get(i));
        return row;
    }

    private static void put(ObjectNode json, String name, Cell cell) {
        if (cell instanceof Cell.Count count) json.put(name, count.value());
        else if (cell instanceof Cell.Amount amount) json.put(name, Wording.money(amount.value()));
        else if (cell instanceof Cell.Share share) json.put(name, share.percent());
        else if (cell instanceof Cell.Time time) json.put(name, time.value().toSeconds());
        else if (cell instanceof Cell.Verdict verdict) json.put(name, verdict.met());
        else if (cell instanceof Cell.NoData) json.putNull(name);
        else json.put(name, Wording.plain(cell));
    }
}
