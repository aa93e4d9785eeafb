package nl.meldkamer.audit.tail;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import nl.meldkamer.audit.Event;
import nl.meldkamer.audit.PersonalFields;
import org.jspecify.annotations.Nullable;

/**
 * The latest events that the store is known to have, so that what is read again need not be sent again. The oldest of
 * more than {@value #MOST} are forgotten: those the store itself finds to be duplicates. Not thread-safe.
 */
final class KnownEvents {

    private static final int MOST = 20_000;

    private final Map<String, Integer> content = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
            return size() > MOST;
        }
    };

    boolean contains(Event event) {
        Integer known = content.get(event.id());
        return known != null && known == hash(event);
    }

    void add(Event event) {
        content.put(event.id(), hash(event));
    }

    boolean containsUnfit(String row) {
        return content.containsKey(unfit(row));
    }

    /** A row that is no event; it need not be kept apart again, as long as it stays so. */
    void addUnfit(String row) {
        content.put(unfit(row), 0);
    }

    private static String unfit(String row) {
        return "unfit " + UUID.nameUUIDFromBytes(row.getBytes(StandardCharsets.UTF_8));
    }

    /** The id tells everything but what is personal. */
    private static int hash(Event event) {
        @Nullable PersonalFields personal = event.personal();
        return personal == null ? 0 : Objects.hash(personal.person(), personal.erasable(), personal.legal());
    }
}
