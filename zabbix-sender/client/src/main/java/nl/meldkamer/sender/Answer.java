package nl.meldkamer.sender;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a server or proxy answers:
 *
 * <pre>
 * {"response":"success","info":"processed: 2; failed: 1; total: 3; seconds spent: 0.000053"}
 * {"response":"failed","info":"why"}
 * {"response":"failed","redirect":{"revision":7,"address":"host[:port]"}}   since 7.0
 * {"response":"failed","redirect":{"reset":true}}                           since 7.0
 * </pre>
 *
 * Other fields are skipped.
 *
 * @param response "" when it has none
 * @param info "" when it has none; cut at {@value #LONGEST_INFO} characters
 * @param configRevision what 6.4 and newer add to the answer to "active checks"
 */
record Answer(String response, String info, Optional<Redirect> redirect, boolean configRevision) {

    /** Where to send the request instead. */
    sealed interface Redirect {

        /** Why nothing was processed, if the redirect is not followed. */
        String reason();

        /** To {@code address}, unless an order with a higher revision was seen. */
        record To(long revision, Address address) implements Redirect {
            @Override
            public String reason() {
                return "redirected again, to " + address;
            }
        }

        /** The proxy that answers cannot serve: back to the configured addresses. */
        record Reset() implements Redirect {
            @Override
            public String reason() {
                return "the proxy cannot serve at present";
            }
        }
    }

    static final int LONGEST_INFO = 1024;

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final Pattern COUNTS = Pattern.compile(
            "processed: ([0-9]{1,9}); failed: ([0-9]{1,9}); total: ([0-9]{1,9})(?:;.*)?", Pattern.DOTALL);

    /** @throws MalformedAnswerException when the data is not one JSON object with fields of the types above */
    static Answer parse(byte[] data) throws IOException {
        try (JsonParser json = JSON.createParser(new String(data, StandardCharsets.UTF_8))) {
            if (json.nextToken() != JsonToken.START_OBJECT)
                throw new MalformedAnswerException("it is not a JSON object");
            Answer answer = new Fields().read(json);
            if (json.nextToken() != null) throw new MalformedAnswerException("something follows its JSON object");
            return answer;
        } catch (JsonProcessingException e) {
            throw new MalformedAnswerException("it is not valid JSON: " + e.getOriginalMessage());
        }
    }

    /** Nothing of the request was processed. */
    boolean refused() {
        return response.equals("failed");
    }

    /** What became of the {@code sent} values of a request; a redirect counts as a refusal. */
    Outcome outcome(int sent) {
        return switch (response) {
            case "success" -> counted(sent);
            case "failed" -> new Outcome.Refused(reason());
            default -> new Outcome.Unknown("the answer says neither success nor failed");
        };
    }

    private Outcome counted(int sent) {
        Matcher counts = COUNTS.matcher(info);
        if (!counts.matches()) return new Outcome.Unknown("the answer does not count the values");
        int processed = Integer.parseInt(counts.group(1));
        int failed = Integer.parseInt(counts.group(2));
        int total = Integer.parseInt(counts.group(3));
        if (total != sent || processed + failed != total)
            return new Outcome.Unknown("the answer counts %d processed and %d failed of %d, but %d were sent"
                    .formatted(processed, failed, total, sent));
        return failed == 0 ? new Outcome.Accepted(total) : new Outcome.PartlyRejected(processed, failed);
    }

    private String reason() {
        if (!info.isEmpty()) return info;
        return redirect.map(Redirect::reason).orElse("it gives no reason");
    }

    /** The fields that were read so far. */
    private static final class Fields {
        private String response = "";
        private String info = "";
        private Optional<Redirect> redirect = Optional.empty();
        private boolean configRevision;

        Answer read(JsonParser json) throws IOException {
            for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
                json.nextToken();
                switch (name) {
                    case "response" -> response = text(json);
                    case "info" -> info = cut(text(json));
                    case "redirect" -> redirect = redirect(json);
                    case "config_revision" ->
                        configRevision = json.currentToken().isNumeric();
                    default -> json.skipChildren();
                }
            }
            return new Answer(response, info, redirect, configRevision);
        }

        private static Optional<Redirect> redirect(JsonParser json) throws IOException {
            if (json.currentToken() != JsonToken.START_OBJECT)
                throw new MalformedAnswerException("redirect is no object");
            boolean reset = false;
            long revision = -1;
            String address = "";
            for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
                json.nextToken();
                switch (name) {
                    case "reset" -> reset = json.currentToken() == JsonToken.VALUE_TRUE;
                    case "revision" -> revision = number(json);
                    case "address" -> address = text(json);
                    default -> json.skipChildren();
                }
            }
            return Optional.of(reset ? new Redirect.Reset() : to(revision, address));
        }

        private static Redirect to(long revision, String address) throws MalformedAnswerException {
            if (revision < 0) throw new MalformedAnswerException("redirect has no revision");
            try {
                return new Redirect.To(revision, Address.parse(address));
            } catch (IllegalArgumentException e) {
                throw new MalformedAnswerException("redirect: " + e.getMessage());
            }
        }

        private static String text(JsonParser json) throws IOException {
            if (json.currentToken() != JsonToken.VALUE_STRING)
                throw new MalformedAnswerException(json.currentName() + " is not text");
            return json.getText();
        }

        private static long number(JsonParser json) throws IOException {
            if (json.currentToken() != JsonToken.VALUE_NUMBER_INT)
                throw new MalformedAnswerException(json.currentName() + " is not a whole number");
            return json.getLongValue();
        }

        private static String cut(String info) {
            return info.length() <= LONGEST_INFO ? info : info.substring(0, LONGEST_INFO);
        }
    }
}
