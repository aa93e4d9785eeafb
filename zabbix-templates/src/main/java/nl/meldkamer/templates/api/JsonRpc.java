package nl.meldkamer.templates.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import nl.meldkamer.templates.api.ApiException.Kind;
import okhttp3.Call;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSource;

/** One request and its answer (JSON-RPC 2.0; "API" in the Zabbix documentation). Thread-safe. */
final class JsonRpc {

    /** Where the secret of the session is written. */
    enum Authentication {
        /** The property {@code auth} of the request: all that 6.0 and 6.2 know, and an error since 7.2. */
        BODY,
        /** The header {@code Authorization}, since 6.4. */
        BEARER
    }

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final MediaType JSON_RPC = MediaType.get("application/json-rpc");
    private static final long LARGEST_ANSWER = 64L * 1024 * 1024;
    private static final int EXCERPT = 80;
    private static final Pattern HTML = Pattern.compile("(?is)\\s*<(!doctype|html|head|body|\\?xml).*");
    private static final Pattern NOT_AUTHORIZED =
            Pattern.compile("(?i).*(not authori[sz]ed|re-login|token expired|incorrect user name or password"
                    + "|cannot (be )?log|account is temporarily blocked|is blocked).*");
    private static final Pattern NO_RIGHT = Pattern.compile("(?i).*(permission|only super admin).*");

    private final OkHttpClient http = new OkHttpClient.Builder()
            .connectTimeout(Duration.ofSeconds(10))
            // A POST that follows a redirect becomes a GET.
            .followRedirects(false)
            // How long all may take is the deadline's to say.
            .readTimeout(Duration.ZERO)
            .writeTimeout(Duration.ZERO)
            .build();

    /** Asks without a session. */
    JsonNode ask(HttpUrl url, String method, Object parameters, Deadline deadline) {
        return exchange(request(url, body(method, parameters)), method, deadline);
    }

    /** Asks with the secret of a session, or with a token. */
    JsonNode ask(
            HttpUrl url,
            String method,
            Object parameters,
            Deadline deadline,
            String secret,
            Authentication authentication) {
        ObjectNode body = body(method, parameters);
        if (authentication == Authentication.BODY)
            return exchange(request(url, body.put("auth", secret)), method, deadline);
        Request request = request(url, body)
                .newBuilder()
                .header("Authorization", "Bearer " + secret)
                .build();
        return exchange(request, method, deadline);
    }

    private static ObjectNode body(String method, Object parameters) {
        return JSON.createObjectNode()
                .put("jsonrpc", "2.0")
                .put("method", method)
                .put("id", 1)
                .set("params", JSON.valueToTree(parameters));
    }

    private static Request request(HttpUrl url, ObjectNode body) {
        RequestBody text = RequestBody.create(body.toString(), JSON_RPC);
        return new Request.Builder().url(url).post(text).build();
    }

    private JsonNode exchange(Request request, String method, Deadline deadline) {
        long left = deadline.nanosLeft();
        if (left <= 0) throw late(method, deadline);
        Call call = http.newCall(request);
        call.timeout().timeout(left, TimeUnit.NANOSECONDS);
        try (Response response = call.execute()) {
            return result(method, parsed(request.url(), response));
        } catch (InterruptedIOException e) {
            if (deadline.nanosLeft() <= 0) throw late(method, deadline);
            throw new ApiException(Kind.UNREACHABLE, server(request.url()) + " does not answer");
        } catch (SSLException e) {
            throw new ApiException(Kind.TLS, tls(request.url(), e));
        } catch (IOException e) {
            throw new ApiException(Kind.UNREACHABLE, unreachable(request.url(), e));
        }
    }

    private static ApiException late(String method, Deadline deadline) {
        return new ApiException(
                Kind.TIMEOUT,
                method + ": the time limit of " + deadline.limit().toSeconds()
                        + " s is over; whether Zabbix has done it will show when this is run again"
                        + " (a longer limit: --timeout)");
    }

    private static String server(HttpUrl url) {
        return url.host() + ":" + url.port();
    }

    private static String tls(HttpUrl url, SSLException e) {
        return server(url) + " can't be reached by TLS: " + e.getMessage()
                + "; is it https there, and is the certificate for this name and of an authority that Java's trust"
                + " store has? (Another store: MELDKAMER_JAVA_OPTS=-Djavax.net.ssl.trustStore=FILE)";
    }

    private static String unreachable(HttpUrl url, IOException e) {
        if (e instanceof UnknownHostException) return "the host name '" + url.host() + "' is not known";
        return server(url) + " can't be reached: " + e.getMessage();
    }

    private static JsonNode parsed(HttpUrl url, Response response) throws IOException {
        String location = response.header("Location");
        if (response.isRedirect())
            throw wrong(url, "redirects to " + (location == null ? "nowhere" : location) + "; use that address");
        if (response.code() == 401 || response.code() == 403)
            throw wrong(url, "HTTP " + response.code() + ": the web server itself lets nobody in");
        if (!response.isSuccessful()) throw wrong(url, "HTTP " + response.code());
        return json(url, text(url, response.body().source()));
    }

    private static String text(HttpUrl url, BufferedSource source) throws IOException {
        if (source.request(LARGEST_ANSWER + 1)) throw wrong(url, "an answer of more than 64 MiB");
        return source.readUtf8();
    }

    private static JsonNode json(HttpUrl url, String text) {
        if (HTML.matcher(text).matches()) throw wrong(url, "HTML instead of JSON");
        try {
            JsonNode answer = JSON.readTree(text);
            if (answer.has("result") || answer.has("error")) return answer;
        } catch (JsonProcessingException e) {
            // Said below, with what was found.
        }
        throw wrong(url, text.isBlank() ? "an empty answer" : "no JSON-RPC answer but '" + excerpt(text) + "'");
    }

    private static String excerpt(String text) {
        String line = text.strip().replaceAll("\\s+", " ");
        return line.length() <= EXCERPT ? line : line.substring(0, EXCERPT) + "...";
    }

    private static ApiException wrong(HttpUrl url, String found) {
        return new ApiException(Kind.WRONG_ADDRESS, url + ": " + found);
    }

    private static JsonNode result(String method, JsonNode answer) {
        JsonNode error = answer.path("error");
        if (error instanceof MissingNode || error.isNull()) return answer.path("result");
        String reason = text(error, "data");
        if (reason.isEmpty()) reason = text(error, "message");
        if (NOT_AUTHORIZED.matcher(reason).matches())
            throw new ApiException(Kind.NOT_AUTHORIZED, method + ": " + reason);
        if (NO_RIGHT.matcher(reason).matches())
            throw new ApiException(Kind.NO_RIGHT, method + ": " + reason + " " + right(method));
        throw new ApiException(Kind.REFUSED, method + ": " + reason);
    }

    private static String text(JsonNode error, String field) {
        return error.path(field).asText("").strip();
    }

    /** What an administrator has to give the account. */
    private static String right(String method) {
        String object = method.substring(0, Math.max(0, method.indexOf('.'))).toLowerCase(Locale.ROOT);
        String type = switch (object) {
            case "role", "user", "usergroup", "token", "hostgroup", "templategroup" -> "of type Super admin";
            default -> "of type Super admin, or Admin with write access to the groups of the host and the template";
        };
        return "(the account needs a role " + type + ", whose API methods include " + method + ")";
    }
}
