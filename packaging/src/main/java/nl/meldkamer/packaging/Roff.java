package nl.meldkamer.packaging;

import java.util.List;

/**
 * A manual page under construction, in the macros of man(7). Text is escaped so that it reads as it was given, whatever
 * it holds. Not thread-safe.
 */
final class Roff {

    private final StringBuilder text = new StringBuilder();

    /**
     * Begins a page.
     *
     * @param title such as {@code meldkamer-run}
     * @param section of the manual
     */
    Roff(String title, int section, String version) {
        macro("TH", title, Integer.toString(section), "", "Meldkamer " + version, "Meldkamer");
        text.append(".nh\n.ad l\n");
    }

    Roff section(String heading) {
        macro("SH", heading);
        return this;
    }

    Roff paragraph(String words) {
        text.append(".PP\n");
        line(words);
        return this;
    }

    /** A word or phrase to look up, and what it means. */
    Roff term(String term, List<String> meaning) {
        text.append(".TP\n");
        bold(term);
        for (String line : meaning) line(line);
        return this;
    }

    Roff bold(String words) {
        text.append("\\fB").append(escaped(words)).append("\\fR\n");
        return this;
    }

    Roff line(String words) {
        text.append(escaped(words)).append('\n');
        return this;
    }

    /** Lines that are not filled: what a person types or reads on a screen. */
    Roff verbatim(List<String> lines) {
        text.append(".PP\n.RS 4\n.EX\n");
        for (String line : lines) line(line);
        text.append(".EE\n.RE\n");
        return this;
    }

    /** The page as it stands. */
    @Override
    public String toString() {
        return text.toString();
    }

    private void macro(String name, String... arguments) {
        text.append('.').append(name);
        for (String argument : arguments)
            text.append(" \"").append(escaped(argument).replace("\"", "\\(dq")).append('"');
        text.append('\n');
    }

    /** A dot or an apostrophe that begins a line is a request, and what looks like a hyphen may be an option's. */
    private static String escaped(String words) {
        String safe = words.replace("\\", "\\e")
                .replace("-", "\\-")
                .replace("~", "\\(ti")
                .replace("^", "\\(ha");
        return safe.startsWith(".") || safe.startsWith("'") ? "\\&" + safe : safe;
    }
}
