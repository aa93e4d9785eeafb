package nl.meldkamer.agent.zabbix;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.ConnectionPool;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/**
 * Calls methods of the Zabbix API (JSON-RPC 2.0 over HTTP) that read; sends nothing twice and follows no redirect, lest
 * the token go elsewhere. Thread-safe.
 */
public final class Api implements Closeable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final MediaType JSON_RPC = MediaType.get("application/json-rpc");
    private static final int LARGEST_ANSWER = 64 << 20;
    private static final Pattern VERSION = Pattern.compile("([0-9]+)\\.([0-9]+)\\..*");

    private final URI url;
    private final String token;
    private final OkHttpClient http;
    private volatile Optional<Version> version = Optional.empty();

    private record Version(int major, int minor) {
        boolean isAtLeast(int aMajor, int aMinor) {
            return major > aMajor || (major == aMajor && minor >= aMinor);
        }
    }

    /**
     * @param url of api_jsonrpc.php
     * @param timeLimit of each call
     */
    public Api(URI url, String token, Duration timeLimit) {
        this.url = url;
        this.token = token;
        http = new OkHttpClient.Builder()
                .connectionPool(new ConnectionPool())
                .callTimeout(timeLimit)
                .readTimeout(timeLimit)
                .followRedirects(false)
                .followSslRedirects(false)
                .retryOnConnectionFailure(false)
                .build();
    }

    /** The result of a method, such as {@code host.get}. */
    JsonNode call(String method, Map<String, ?> parameters) throws ApiException {
        boolean header = takesTokenInHeader();
        ObjectNode body = request(method, parameters);
        if (!header) body.put("auth", token);
        Request.Builder request = new Request.Builder().url(url.toString());
        if (header) request.header("Authorization", "Bearer " + token);
        return result(method, request, body);
    }

    /** Ends the connections kept for the next call. */
    @Override
    public void close() {
        http.connectionPool().evictAll();
    }

    /** Since 6.4; the other way ended with 7.2. */
    private boolean takesTokenInHeader() throws ApiException {
        return isAtLeast(6, 4);
    }

    /** Whether it is of this version or a newer one; asked for once. */
    boolean isAtLeast(int major, int minor) throws ApiException {
        if (version.isEmpty()) {
            Request.Builder request = new Request.Builder().url(url.toString());
            String text = result("apiinfo.version", request, request("apiinfo.version", Map.of()))
                    .asText();
            version = Optional.of(parsed(text));
        }
        return version.orElseThrow().isAtLeast(major, minor);
    }

    private static Version parsed(String text) throws ApiException {
        Matcher parts = VERSION.matcher(text);
        if (!parts.matches()) throw new ApiException("what answers is not the Zabbix API");
        return new Version(Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)));
    }

    private static ObjectNode request(String method, Map<String, ?> parameters) {
        ObjectNode body = JSON.createObjectNode()
                .put("jsonrpc", "2.0")
                .put("method", method)
                .put("id", 1);
        body.set("params", JSON.valueToTree(parameters));
        return body;
    }

    private JsonNode result(String method, Request.Builder request, ObjectNode body) throws ApiException {
        try (Response response = http.newCall(request.post(RequestBody.create(JSON.writeValueAsBytes(body), JSON_RPC))
                        .build())
                .execute()) {
            if (response.code() != 200) throw new ApiException(method + ": HTTP " + response.code());
            return result(method, JSON.readTree(response.body().byteStream().readNBytes(LARGEST_ANSWER)));
        } catch (JsonProcessingException e) {
            throw new ApiException(method + ": the answer is not as the Zabbix API writes it", e);
        } catch (IOException e) {
            throw new ApiException(method + ": " + url.getAuthority() + ": " + e.getMessage(), e);
        }
    }

    private static JsonNode result(String method, JsonNode answer) throws ApiException {
        JsonNode error = answer.path("error");
        if (!error.isMissingNode())
            throw new ApiException(method + ": " + error.path("message").asText() + " "
                    + error.path("data").asText());
        if (!answer.has("result")) throw new ApiException(method + ": the answer is not as the Zabbix API writes it");
        return answer.path("result");
    }
}
