package nl.meldkamer.agent.config;

import java.util.Optional;

/** Bytes as people write them: a number with K, M or G for the powers of 1024. */
final class Size {

    private Size() {}

    static Optional<Long> parse(String text) {
        if (!text.matches("[0-9]{1,9}[KMG]?")) return Optional.empty();
        int shift = 10 * ("KMG".indexOf(text.charAt(text.length() - 1)) + 1);
        return Optional.of(Long.parseLong(text.replaceAll("[KMG]", "")) << shift);
    }
}
