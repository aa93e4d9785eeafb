package nl.meldkamer.audit.alert;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Set;
import nl.meldkamer.audit.Event;
import nl.meldkamer.audit.Reference;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a problem in Zabbix, whoever tells of it: a webhook or the API. Both give the same
 * {@link #id}, made of what both know: Zabbix, the number of the problem's event, the phase, and for an update its
 * second, what was done and a hash of the message. Two updates of one second that do and say the same are one.
 *
 * @param zabbix address of its frontend, without a slash at the end
 * @param problem number of the problem's event
 * @param at to the second
 * @param actor who updated it; null where nobody did, or it is not known
 * @param details a JSON object
 */
public record Alert(
        String zabbix,
        String problem,
        Happening happening,
        Instant at,
        @Nullable String actor,
        String details) {

    /** The process of these events. */
    public static final String PROCESS = "Alert";

    private static final String REFERENCE = "Zabbix Event";
    private static final String API = "/api_jsonrpc.php";
    private static final int HASH_BYTES = 8;

    /** What happened. */
    public sealed interface Happening {}

    /** It began. */
    public record Problem() implements Happening {}

    /** It ended. */
    public record Recovery() implements Happening {}

    /** Zabbix shows it no longer, and has told of no end: its trigger or its host was deleted, or is out of sight. */
    public record Unseen() implements Happening {}

    /**
     * Somebody did something about it.
     *
     * @param message null when nothing was said
     */
    public record Update(Set<Act> acts, @Nullable String message) implements Happening {
        public Update {
            acts = Set.copyOf(acts);
        }
    }

    public Alert {
        zabbix = frontend(zabbix);
    }

    /** One address of Zabbix for all ways to write it: with a slash at its end, or with that of the API. */
    public static String frontend(String url) {
        String address = url.endsWith(API) ? url.substring(0, url.length() - API.length()) : url;
        return address.endsWith("/") ? frontend(address.substring(0, address.length() - 1)) : address;
    }

    /** Whether an event is one of these. */
    static boolean isOne(Event event) {
        Reference about = event.reference();
        return event.process().equals(PROCESS) && about != null && about.type().equals(REFERENCE);
    }

    /** That of the same happening, whoever tells of it. */
    public String id() {
        String about = zabbix + "/" + problem;
        if (happening instanceof Problem) return about + "/problem";
        if (happening instanceof Recovery) return about + "/recovery";
        if (happening instanceof Unseen) return about + "/unseen";
        Update update = (Update) happening;
        String done = about + "/update/" + at.getEpochSecond() + "/" + Act.bits(update.acts);
        String said = said(update.message);
        return said.isEmpty() ? done : done + "-" + hash(said);
    }

    /** White space is no part of what is said: each way has its own. */
    private static String said(@Nullable String message) {
        return message == null ? "" : message.strip().replaceAll("\\s+", " ");
    }

    private static String hash(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
            return HexFormat.of().formatHex(hash, 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    Alert by(@Nullable String person) {
        return new Alert(zabbix, problem, happening, at, person, details);
    }

    public Event event(String stream, String source) {
        return new Event(
                stream,
                source,
                id(),
                PROCESS,
                action(),
                status(),
                new Reference(REFERENCE, problem),
                actor,
                null,
                at,
                details,
                null);
    }

    private String status() {
        if (happening instanceof Problem) return "Exception";
        return happening instanceof Unseen ? "Pending Review" : "Compliant";
    }

    private String action() {
        if (happening instanceof Problem) return "alert_problem";
        if (happening instanceof Recovery) return "alert_recovered";
        if (happening instanceof Unseen) return "alert_unseen";
        return Act.action(((Update) happening).acts);
    }
}
