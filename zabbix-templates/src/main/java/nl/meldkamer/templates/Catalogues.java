package nl.meldkamer.templates;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nl.meldkamer.templates.yaml.Suggestion;

/** The catalogues that come with the product. */
public final class Catalogues {

    private static final Map<String, List<String>> FILES = Map.of(
            "verenigingen",
            List.of(
                    "template.yaml",
                    "macros.yaml",
                    "members.yaml",
                    "chapters.yaml",
                    "memberships.yaml",
                    "composition.yaml",
                    "dues.yaml",
                    "finance.yaml",
                    "volunteers.yaml",
                    "sepa.yaml",
                    "errors.yaml",
                    "alerts.yaml",
                    "jobs.yaml",
                    "queue.yaml",
                    "cache.yaml",
                    "mail.yaml",
                    "database.yaml",
                    "security.yaml",
                    "host.yaml",
                    "performance.yaml",
                    "changes.yaml",
                    "backup.yaml",
                    "web.yaml",
                    "apps.yaml",
                    "sentry.yaml",
                    "audit.yaml",
                    "audit-alerts.yaml",
                    "collector.yaml",
                    "insight.yaml",
                    "dashboard.yaml",
                    "services.yaml"),
            "meldkamer",
            List.of("jmx.yaml"));

    private Catalogues() {}

    /** Throws {@link IllegalArgumentException} for an unknown name. */
    public static Catalogue builtIn(String name) {
        List<String> files = FILES.get(name);
        if (files == null)
            throw new IllegalArgumentException(
                    "no catalogue '" + name + "' is built in" + Suggestion.hint(name, FILES.keySet()));
        Map<String, String> texts = new LinkedHashMap<>();
        for (String file : files) texts.put(name + "/" + file, resource(name + "/" + file));
        return CatalogueLoader.load(texts);
    }

    private static String resource(String path) {
        try (InputStream in = Catalogues.class.getResourceAsStream(path)) {
            if (in == null) throw new IllegalStateException("the program lacks its file " + path);
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
