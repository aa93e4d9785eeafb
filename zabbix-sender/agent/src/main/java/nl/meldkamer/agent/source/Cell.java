package nl.meldkamer.agent.source;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDateTime;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The cells of a row of an answer, by what they should hold. */
final class Cell {

    private Cell() {}

    /** As text; "" where there is nothing. */
    static String text(Map<String, Optional<Object>> row, String column) {
        return value(row, column).map(Object::toString).orElse("");
    }

    /** Empty where there is nothing, or no point in time. */
    static Optional<LocalDateTime> moment(Map<String, Optional<Object>> row, String column) {
        return value(row, column).filter(LocalDateTime.class::isInstance).map(LocalDateTime.class::cast);
    }

    private static Optional<Object> value(Map<String, Optional<Object>> row, String column) {
        if (!row.containsKey(column)) throw new IllegalArgumentException("the query has no column '" + column + "'");
        return row.getOrDefault(column, Optional.empty());
    }

    static @Nullable BigDecimal number(double value) {
        return Double.isFinite(value) ? BigDecimal.valueOf(value) : null;
    }

    /** Tells one text from another without holding it: half of its SHA-256 in hex. */
    static String fingerprint(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
