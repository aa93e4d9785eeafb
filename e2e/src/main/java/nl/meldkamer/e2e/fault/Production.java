package nl.meldkamer.e2e.fault;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a {@link Journal} says.
 *
 * @param made by number
 * @param taken in the order of the first time
 */
record Production(Map<Long, Made> made, Set<Long> acknowledged, Set<Long> refused, Set<Long> taken) {

    /**
     * A sample.
     *
     * @param run which of the producers made it, counted from 1
     */
    record Made(int run, Item item, long clock, int ns) {}

    /** Reads a journal; one that no producer has begun is empty. What a kill cut off is not counted. */
    static Production read(Path journal) throws IOException {
        Production production =
                new Production(new TreeMap<>(), new HashSet<>(), new HashSet<>(), new LinkedHashSet<>());
        if (!Files.exists(journal)) return production;
        String text = Files.readString(journal, UTF_8);
        int run = 0;
        for (String line : text.substring(0, text.lastIndexOf('\n') + 1).lines().toList()) {
            if (line.equals("run")) run++;
            else production.add(run, line.split(" ", -1));
        }
        return production;
    }

    private void add(int run, String[] words) {
        switch (words[0]) {
            case "made" -> {
                if (words.length == 5) made.put(Long.valueOf(words[1]), made(run, words));
            }
            case "acknowledged" -> acknowledged.add(Long.valueOf(words[1]));
            case "refused" -> refused.add(Long.valueOf(words[1]));
            case "taken" -> taken.add(Long.valueOf(words[1]));
            default -> {
                // Empty, or cut off by a kill: what it was to say did not happen.
            }
        }
    }

    private static Made made(int run, String[] words) {
        Item item = Item.ALL.get(Integer.parseInt(words[2]));
        return new Made(run, item, Long.parseLong(words[3]), Integer.parseInt(words[4]));
    }

    /** The number for the next sample. */
    long next(long first) {
        return made.keySet().stream().mapToLong(number -> number + 1).max().orElse(first);
    }
}
