package nl.meldkamer.audit.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What was counted of each stream, and whether it is what was signed. */
final class StreamChapter implements Chapter {

    static final String ID = "streams";

    private final StreamCheck check;

    StreamChapter(StreamCheck check) {
        this.check = check;
    }

    @Override
    public Section section(Counting counting) {
        Map<Integer, Long> present = new HashMap<>();
        counting.query("SELECT stream, count(*) FROM" + counting.events() + "GROUP BY stream")
                .map((row, context) -> present.put(row.getInt(1), row.getLong(2)))
                .forEach(before -> {});
        List<List<Cell>> rows = new ArrayList<>();
        for (CountedStream stream : counting.streams()) rows.add(row(stream, present.getOrDefault(stream.id(), 0L)));
        return Section.of(
                ID,
                "Streams",
                "The numbers of the events that were counted, and the smallest signed tree that has all of them: seq is its last"
                        + " number. Who has a checkpoint of this size from elsewhere compares the root.",
                List.of(
                        "stream",
                        "first",
                        "last",
                        "events",
                        "missing",
                        "not_sealed",
                        "as_of_seq",
                        "root",
                        "verification"),
                rows);
    }

    private List<Cell> row(CountedStream stream, long present) {
        boolean any = stream.events() > 0;
        return List.of(
                Cell.text(stream.name()),
                any ? Cell.count(stream.first()) : new Cell.NoData(),
                any ? Cell.count(stream.end() - 1) : new Cell.NoData(),
                Cell.count(present),
                Cell.count(stream.events() - present),
                Cell.count(stream.recorded() - stream.end()),
                stream.checkpoint().map(tree -> Cell.count(tree.size() - 1)).orElseGet(Cell.NoData::new),
                stream.checkpoint().map(tree -> Cell.text(tree.root().base64())).orElseGet(Cell.NoData::new),
                Cell.text(check.of(stream)));
    }
}
