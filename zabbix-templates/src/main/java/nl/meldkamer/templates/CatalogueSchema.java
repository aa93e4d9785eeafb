package nl.meldkamer.templates;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * The form of a catalogue's files as a JSON schema (draft 2020-12), for editors. It knows the keys and their values; what
 * hangs together over several places only {@link CatalogueLoader} can check.
 */
public final class CatalogueSchema {

    private static final String RESOURCE = "catalogue.schema.json";

    private CatalogueSchema() {}

    /** The schema itself. */
    public static String text() {
        try (InputStream in = CatalogueSchema.class.getResourceAsStream(RESOURCE)) {
            if (in == null) throw new IllegalStateException("the program lacks its file " + RESOURCE);
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
