package nl.meldkamer.e2e;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Options of which some are drawn more often than others. */
final class Choice<T> {

    private record Option<T>(T value, int upTo) {}

    private final List<Option<T>> options = new ArrayList<>();
    private int total;

    Choice<T> or(int weight, T value) {
        total += weight;
        options.add(new Option<>(value, total));
        return this;
    }

    T draw(RandomGenerator random) {
        int drawn = random.nextInt(total);
        return options.stream()
                .filter(option -> drawn < option.upTo())
                .findFirst()
                .orElseThrow()
                .value();
    }

    /** Every option once, then drawn ones: so that none is missing even in a small association. */
    T draw(RandomGenerator random, int index) {
        return index < options.size() ? options.get(index).value() : draw(random);
    }

    /** Each with the same chance. */
    @SafeVarargs
    static <T> T of(RandomGenerator random, T... values) {
        return values[random.nextInt(values.length)];
    }
}
