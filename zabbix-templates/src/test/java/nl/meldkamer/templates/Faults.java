package nl.meldkamer.templates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Map;
import nl.meldkamer.templates.yaml.InvalidDocumentException;
import nl.meldkamer.templates.yaml.Problem;

/** What {@link CatalogueLoader} says of a catalogue in which one thing was changed for the worse. */
final class Faults {

    static final String TOTAL = "groups[0].items[0].";
    static final String TEXT = "groups[0].items[1].";
    static final String COUNT = "groups[0].items[2].";
    static final String TRIGGER = TOTAL + "triggers[0].";
    static final String PROTOTYPE = COUNT + "triggers[0].";
    static final String WIDGET = "dashboards[0].pages[0].widgets";

    private Faults() {}

    /** Changes one thing in a catalogue; the fault must be the only one, and stand where the change stands. */
    static void assertOnly(String text, String changed, String path, String message) {
        Map<String, String> texts = Documents.with(text, changed);

        InvalidDocumentException thrown =
                catchThrowableOfType(InvalidDocumentException.class, () -> CatalogueLoader.load(texts));

        assertThat(thrown).as("no fault was found").isNotNull();
        String file = texts.get(Documents.FILE).contains(changed) ? Documents.FILE : Documents.TEMPLATE_FILE;
        assertThat(thrown.problems())
                .extracting(Problem::toString)
                .containsExactly(file + ":" + line(texts.get(file), changed) + ": " + path + ": " + message);
    }

    static String keyFault(String key) {
        return "'" + key + "' is not a Zabbix key; expected letters, digits, '_', '-', '.',"
                + " then parameters in [ ] if any, separated by commas";
    }

    /** The line of the last line of the change that holds more than blanks. */
    private static int line(String text, String changed) {
        String upTo = text.substring(
                0, text.indexOf(changed) + changed.stripTrailing().length());
        return (int) upTo.lines().count();
    }
}
