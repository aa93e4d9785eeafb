package nl.meldkamer.templates.install;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Says in what two states of a part differ. */
final class Differences {

    private static final int LONGEST = 300;

    private Differences() {}

    /** Sentences such as {@code value is 7, installed was 5}. */
    static List<String> between(Map<String, String> found, Map<String, String> other, String otherwise) {
        List<String> all = new ArrayList<>();
        TreeSet<String> names = new TreeSet<>(found.keySet());
        names.addAll(other.keySet());
        for (String name : names) {
            String one = found.getOrDefault(name, "not there");
            String two = other.getOrDefault(name, "not there");
            if (!one.equals(two)) all.add(name + " is " + shown(one) + ", " + otherwise + " " + shown(two));
        }
        return all;
    }

    private static String shown(String value) {
        if (value.startsWith("<?xml")) return "that of the catalogue";
        return value.length() <= LONGEST ? value : value.substring(0, LONGEST) + "...";
    }
}
