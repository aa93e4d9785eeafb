package nl.meldkamer.packaging;

import java.util.ArrayList;
import java.util.List;

/**
 * The manual page of {@code meldkamer.yaml}, made from the file that the package installs: what stands there behind a
 * {@code #} and a blank is text, anything else is configuration.
 */
final class ConfigurationPage {

    private ConfigurationPage() {}

    static String text(List<String> file, String version) {
        Roff page = new Roff("meldkamer.yaml", 5, version);
        page.section("NAME").line("meldkamer.yaml - configuration of meldkamer");
        page.section("DESCRIPTION");
        List<String> block = new ArrayList<>();
        for (String line : file) {
            if (!block.isEmpty() && isText(line) != isText(block.get(0))) flush(block, page);
            if (!line.isBlank()) block.add(line);
            else flush(block, page);
        }
        flush(block, page);
        page.section("FILES")
                .term("/etc/meldkamer/meldkamer.yaml", List.of("The configuration; the package comes with one."))
                .term("/etc/meldkamer/conf.d/*.yaml", List.of("More of it."));
        page.section("SEE ALSO").line("meldkamer(1), meldkamer-check(1), meldkamer-run(1)");
        return page.toString();
    }

    /** The file with everything in it switched on. */
    static String uncommented(List<String> file) {
        return String.join(
                        "\n",
                        file.stream()
                                .filter(line -> !isText(line))
                                .map(ConfigurationPage::option)
                                .toList()) + "\n";
    }

    private static void flush(List<String> block, Roff page) {
        if (!block.isEmpty() && isText(block.get(0))) text(block, page);
        else if (!block.isEmpty())
            page.verbatim(block.stream().map(ConfigurationPage::option).toList());
        block.clear();
    }

    private static void text(List<String> block, Roff page) {
        StringBuilder paragraph = new StringBuilder();
        for (String line : block) {
            if (line.equals("#") && !paragraph.isEmpty()) {
                page.paragraph(paragraph.toString().strip());
                paragraph.setLength(0);
            }
            paragraph.append(line.substring(1).strip()).append(' ');
        }
        page.paragraph(paragraph.toString().strip());
    }

    private static boolean isText(String line) {
        return line.equals("#") || line.matches("# \\S.*");
    }

    private static String option(String line) {
        return line.startsWith("#") ? line.substring(1) : line;
    }
}
