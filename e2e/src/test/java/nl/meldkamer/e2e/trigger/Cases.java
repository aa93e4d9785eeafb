package nl.meldkamer.e2e.trigger;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import nl.meldkamer.templates.yaml.Problems;
import nl.meldkamer.templates.yaml.YamlMapping;

/**
 * The cases of all triggers of a catalogue: those that a file declares, and for all other triggers those that can be
 * derived.
 */
final class Cases {

    private static final String FILE = "cases.yaml";

    private final Subjects subjects;
    private final Problems problems = new Problems();
    private final List<TriggerCase> all = new ArrayList<>();

    private Cases(Subjects subjects) {
        this.subjects = subjects;
    }

    /** Throws an exception that names every fault of the file. A trigger of which nothing is known has no case. */
    static List<TriggerCase> of(Subjects subjects) {
        Cases cases = new Cases(subjects);
        cases.read(YamlMapping.parse(FILE, text(), cases.problems));
        cases.problems.throwIfAny();
        cases.deriveOthers();
        return List.copyOf(cases.all);
    }

    private static String text() {
        try (InputStream in = Cases.class.getResourceAsStream(FILE)) {
            if (in == null) throw new IllegalStateException(FILE + " is not there");
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read(YamlMapping file) {
        for (YamlMapping each : file.mappings("cases")) {
            String trigger = each.text("trigger");
            if (subjects.has(trigger)) read(each, subjects.named(trigger));
            else each.problem("trigger", "the catalogue has no trigger '" + trigger + "'");
        }
        file.done();
    }

    private void read(YamlMapping entry, Subject subject) {
        Map<String, Series> fires = series(entry, "fires", subject);
        Map<String, Series> recovers = series(entry, "recovers", subject);
        Duration lasts = entry.duration("lasts").orElse(Duration.ZERO);
        Map<String, String> macros = entry.textMap("macros");
        Optional<LocalTime> at = entry.optionalText("at").map(LocalTime::parse);
        all.add(new TriggerCase(subject, fires, recovers, lasts, macros, at, entry.bool("live", false)));
        entry.done();
    }

    /** A text is the series of the trigger's own item. */
    private Map<String, Series> series(YamlMapping entry, String key, Subject subject) {
        Map<String, String> texts =
                entry.isScalar(key) ? Map.of(subject.metric().key(), entry.text(key)) : entry.textMap(key);
        Map<String, Series> series = new LinkedHashMap<>();
        texts.forEach((item, text) -> {
            if (!subjects.hasItem(item)) entry.problem(key, "the catalogue has no item '" + item + "'");
            try {
                series.put(item, Series.parse(text));
            } catch (IllegalArgumentException e) {
                entry.problem(key, String.valueOf(e.getMessage()));
            }
        });
        return series;
    }

    private void deriveOthers() {
        Set<String> declared = all.stream().map(each -> each.subject().name()).collect(Collectors.toSet());
        for (Subject subject : subjects.all())
            if (!declared.contains(subject.name()))
                Derivation.of(subject, subjects).ifPresent(all::add);
    }
}
