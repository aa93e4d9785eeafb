package nl.meldkamer.audit.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import nl.meldkamer.audit.ingest.Credential.BearerToken;
import nl.meldkamer.audit.ingest.Credential.FrappeSecret;
import nl.meldkamer.audit.ingest.Credential.SharedSecret;
import org.jspecify.annotations.Nullable;

/**
 * Who sends a request. One of
 *
 * <pre>
 * Authorization: Bearer TOKEN
 *
 * Meldkamer-Producer: NAME                    Standard Webhooks 1.0; signed is "ID.SECONDS." and the body
 * webhook-id: ID
 * webhook-timestamp: SECONDS since 1970
 * webhook-signature: v1,BASE64 [v1,BASE64]    each an HMAC-SHA256; one that fits is enough
 *
 * Meldkamer-Producer: NAME                    Frappe; signed is the body
 * X-Frappe-Webhook-Signature: BASE64
 * </pre>
 *
 * Thread-safe.
 */
final class Authentication {

    /**
     * Who it is.
     *
     * @param request what tells this signed request from every other, or null where nothing does
     */
    record Authenticated(Producer producer, @Nullable String request) {}

    static final String PRODUCER = "Meldkamer-Producer";
    static final String FRAPPE_SIGNATURE = "X-Frappe-Webhook-Signature";

    private static final String BEARER = "Bearer ";
    private static final String VERSION = "v1,";
    private static final int UNAUTHORIZED = 401;

    private final Map<String, Producer> producers;
    private final ReplayWindow window;
    private final InstantSource clock;

    Authentication(List<Producer> producers, ReplayWindow window, InstantSource clock) {
        this.producers = producers.stream().collect(Collectors.toMap(Producer::name, Function.identity()));
        this.window = window;
        this.clock = clock;
    }

    Authenticated authenticate(Headers headers, byte[] body) throws Refusal {
        String authorization = headers.getFirst("Authorization");
        if (authorization != null) return new Authenticated(byToken(authorization), null);
        Producer producer = producers.get(header(headers, PRODUCER));
        if (producer == null) throw Refusal.of(UNAUTHORIZED, "the producer is not known");
        if (producer.credential() instanceof SharedSecret secret) return signed(producer, secret, headers, body);
        if (producer.credential() instanceof FrappeSecret secret
                && secret.signed(body, base64(header(headers, FRAPPE_SIGNATURE))))
            return new Authenticated(producer, null);
        throw Refusal.of(UNAUTHORIZED, "the signature is wrong, or of another kind than this producer's");
    }

    /** A request that was refused after all may be sent again as it is. */
    void forget(Authenticated authenticated) {
        if (authenticated.request() != null) window.leave(authenticated.request());
    }

    /** Looks at every producer, so that the time tells nothing. */
    private Producer byToken(String authorization) throws Refusal {
        if (!authorization.startsWith(BEARER)) throw Refusal.of(UNAUTHORIZED, "Authorization is not 'Bearer TOKEN'");
        String token = authorization.substring(BEARER.length()).strip();
        Producer found = null;
        for (Producer producer : producers.values())
            if (producer.credential() instanceof BearerToken own && own.is(token)) found = producer;
        if (found == null) throw Refusal.of(UNAUTHORIZED, "the token is not known");
        return found;
    }

    private Authenticated signed(Producer producer, SharedSecret secret, Headers headers, byte[] body) throws Refusal {
        String id = header(headers, "webhook-id");
        String seconds = header(headers, "webhook-timestamp");
        byte[] message = message(id, seconds, body);
        byte[] signature = Arrays.stream(header(headers, "webhook-signature").split(" ", -1))
                .filter(text -> text.startsWith(VERSION))
                .flatMap(text -> decoded(text.substring(VERSION.length())).stream())
                .filter(bytes -> secret.signed(message, bytes))
                .findFirst()
                .orElseThrow(() -> Refusal.of(UNAUTHORIZED, "the signature is wrong"));
        Instant now = clock.instant();
        if (!window.covers(time(seconds), now))
            throw Refusal.of(UNAUTHORIZED, "webhook-timestamp is too far from the clock here");
        // Not its text: the same bytes can be written in several ways of Base64.
        String request = producer.name() + " " + HexFormat.of().formatHex(signature);
        return switch (window.enter(request, now)) {
            case NEW -> new Authenticated(producer, request);
            case SEEN -> throw Refusal.of(409, "this request was taken already; sign it anew to send it again");
            case FULL -> throw Refusal.later(429, "too many signed requests in a short time", 60);
        };
    }

    private static byte[] message(String id, String seconds, byte[] body) {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        message.writeBytes((id + "." + seconds + ".").getBytes(UTF_8));
        message.writeBytes(body);
        return message.toByteArray();
    }

    private static Instant time(String seconds) throws Refusal {
        if (!seconds.matches("[0-9]{1,11}")) throw Refusal.of(UNAUTHORIZED, "webhook-timestamp is not in seconds");
        return Instant.ofEpochSecond(Long.parseLong(seconds));
    }

    private static String header(Headers headers, String name) throws Refusal {
        String value = headers.getFirst(name);
        if (value == null) throw Refusal.of(UNAUTHORIZED, "the header " + name + " is missing");
        return value;
    }

    private static byte[] base64(String text) throws Refusal {
        return decoded(text).orElseThrow(() -> Refusal.of(UNAUTHORIZED, "the signature is not Base64"));
    }

    private static Optional<byte[]> decoded(String text) {
        try {
            return Optional.of(Base64.getDecoder().decode(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
