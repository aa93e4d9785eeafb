package nl.meldkamer.agent.install;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nl.meldkamer.templates.Catalogue;
import nl.meldkamer.templates.Macro;
import nl.meldkamer.templates.install.InstallException;
import nl.meldkamer.templates.yaml.InvalidDocumentException;
import nl.meldkamer.templates.yaml.Problem;
import nl.meldkamer.templates.yaml.Suggestion;

/** Values of the site's own for macros of the catalogues: {@code {$VER.QUEUE.WARN:"short"}=5}. */
final class MacroValues {

    private static final Pattern ASSIGNMENT =
            Pattern.compile("(\\{\\$([A-Z0-9_.]{1,255})(?::(?:\"(?:[^\"\\\\]|\\\\.)*\"|[^\"}][^}]*))?})=(.*)");

    private final TreeSet<String> known = new TreeSet<>();

    MacroValues(List<Catalogue> catalogues) {
        for (Catalogue catalogue : catalogues) for (Macro macro : catalogue.macros()) known.add(name(macro.macro()));
    }

    private static String name(String macro) {
        return macro.substring(2).split("[:}]", 2)[0];
    }

    /** By macro. Options come before the file's lines. Throws with every fault. */
    Map<String, String> read(List<String> options, List<Path> files) {
        List<Problem> problems = new ArrayList<>();
        Map<String, String> values = new TreeMap<>();
        for (Path file : files) readFile(file, values, problems);
        for (int i = 0; i < options.size(); i++) read("--macro", i + 1, options.get(i), values, problems);
        if (!problems.isEmpty()) throw new InvalidDocumentException(problems);
        return values;
    }

    private void readFile(Path file, Map<String, String> values, List<Problem> problems) {
        List<String> lines = lines(file);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty() && !line.startsWith("#")) read(file.toString(), i + 1, line, values, problems);
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new InstallException(file + " can't be read: " + e);
        }
    }

    private void read(String where, int line, String text, Map<String, String> values, List<Problem> problems) {
        Matcher assignment = ASSIGNMENT.matcher(text);
        if (!assignment.matches())
            problems.add(new Problem(where, line, "", "'" + text + "' is not of the form {$MACRO}=value"));
        else if (!known.contains(assignment.group(2)))
            problems.add(new Problem(
                    where,
                    line,
                    "",
                    "no catalogue has a macro " + assignment.group(2) + Suggestion.hint(assignment.group(2), known)));
        else values.put(assignment.group(1), assignment.group(3));
    }
}
