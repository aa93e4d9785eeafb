package nl.meldkamer.audit.export;

import java.util.Locale;
import java.util.Optional;
import nl.meldkamer.audit.store.LeafHash;
import nl.meldkamer.audit.store.StoredEvent;

/** The forms that events go out in. Personal fields are in none of them. */
public enum ExportFormat {
    /** Open Cybersecurity Schema Framework 1.3.0: Entity Management (3004), and Account Change (3001) of users. */
    OCSF,
    /** Elastic Common Schema 8.11. */
    ECS,
    /** RFC 4180, with a line of names. */
    CSV,
    /** The record in its own words. */
    JSON;

    /**
     * An event that goes out.
     *
     * @param leaf {@link LeafHash} of its bytes, in hexadecimal digits
     */
    record Exported(StoredEvent stored, String leaf) {}

    /** With its line end; empty where there is none. */
    Optional<String> header() {
        return this == CSV ? Optional.of(CsvEvent.HEADER) : Optional.empty();
    }

    /** With its line end. */
    String line(Exported event) {
        return switch (this) {
            case OCSF -> OcsfLine.of(event);
            case ECS -> EcsLine.of(event);
            case CSV -> CsvEvent.of(event);
            case JSON -> JsonEvent.of(event);
        };
    }

    /** As the command has it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
