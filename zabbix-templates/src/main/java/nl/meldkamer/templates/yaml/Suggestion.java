package nl.meldkamer.templates.yaml;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** The known name that a mistyped one most likely meant. */
public final class Suggestion {

    private Suggestion() {}

    /** The nearest of {@code known} by edit distance, if it is near enough to be a slip of the pen. */
    public static Optional<String> nearest(String typed, Collection<String> known) {
        int limit = 1 + typed.length() / 3;
        return known.stream()
                .filter(candidate -> distance(typed, candidate) <= limit)
                .min(Comparator.comparingInt(candidate -> distance(typed, candidate)));
    }

    /** "; did you mean 'x'?", or the known names when none is near. */
    public static String hint(String typed, Collection<String> known) {
        return nearest(typed, known)
                .map(name -> "; did you mean '" + name + "'?")
                .orElseGet(() -> "; expected one of: "
                        + String.join(", ", known.stream().sorted().toList()));
    }

    private static int distance(String from, String to) {
        int[] previous = new int[to.length() + 1];
        for (int column = 0; column <= to.length(); column++) previous[column] = column;
        for (int row = 1; row <= from.length(); row++) previous = nextRow(previous, from.charAt(row - 1), row, to);
        return previous[to.length()];
    }

    private static int[] nextRow(int[] previous, char letter, int row, String to) {
        int[] current = new int[previous.length];
        current[0] = row;
        for (int column = 1; column < current.length; column++) {
            int replaced = previous[column - 1] + (letter == to.charAt(column - 1) ? 0 : 1);
            current[column] = Math.min(replaced, 1 + Math.min(previous[column], current[column - 1]));
        }
        return current;
    }
}
