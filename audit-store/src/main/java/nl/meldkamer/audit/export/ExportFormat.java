package nl.meldkamer.audit.export;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import nl.meldkamer.audit.store.LeafHash;
import nl.meldkamer.audit.store.StoredEvent;

/** The forms that events go out in. Personal fields are in none of them. */
public enum ExportFormat {
    /** Open Cybersecurity Schema Framework 1.3.0: Entity Management (3004), and Account Change (3001) of users. */
    OCSF("", OcsfLine::of),
    /** Elastic Common Schema 8.11. */
    ECS("", EcsLine::of),
    /** RFC 4180, with a line of names. */
    CSV(CsvEvent.HEADER, CsvEvent::of),
    /** The record in its own words. */
    JSON("", JsonEvent::of);

    private final String header;
    private final Function<Exported, String> line;

    ExportFormat(String header, Function<Exported, String> line) {
        this.header = header;
        this.line = line;
    }

    /**
     * An event that goes out.
     *
     * @param leaf {@link LeafHash} of its bytes, in hexadecimal digits
     */
    record Exported(StoredEvent stored, String leaf) {}

    /** With its line end; empty where there is none. */
    Optional<String> header() {
        return header.isEmpty() ? Optional.empty() : Optional.of(header);
    }

    /** With its line end. */
    String line(Exported event) {
        return line.apply(event);
    }

    /** As the command has it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
