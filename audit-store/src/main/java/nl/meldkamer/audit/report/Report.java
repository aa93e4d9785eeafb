package nl.meldkamer.audit.report;

import java.util.List;

/**
 * A report, before it is written in one form or another. Says nothing of when it was made: what is made again is the
 * same to the byte. Immutable.
 *
 * @param streams what was counted, and as of which trees
 * @param finished whether the period is over, and sealed to its end; figures of one that is not can still change
 */
public record Report(
        ReportKind kind, Period period, List<CountedStream> streams, boolean finished, List<Section> sections) {

    public Report {
        streams = List.copyOf(streams);
        sections = List.copyOf(sections);
    }

    /** Whether all checkpoints, and all events that were read back, are as they were signed. */
    public boolean isValid() {
        return sections.stream()
                .filter(section -> section.id().equals(StreamChapter.ID))
                .flatMap(section -> section.rows().stream())
                .noneMatch(row -> StreamCheck.isInvalid(row.get(row.size() - 1)));
    }

    /** As which trees the figures are, for people: each stream while there are few. */
    String asOf() {
        if (streams.isEmpty()) return "nothing is recorded";
        if (streams.size() > 3) return streams.size() + " streams, each as of the tree under Streams";
        return String.join("; ", streams.stream().map(CountedStream::asOf).toList());
    }

    /** For programs: each stream. */
    String asOfEach() {
        return String.join("; ", streams.stream().map(CountedStream::asOf).toList());
    }
}
