package nl.meldkamer.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * A client of the Zabbix API (JSON-RPC 2.0 over HTTP; "API" in the Zabbix documentation). Not safe for use by several
 * threads.
 */
final class ZabbixApi {

    static final Login ADMINISTRATOR = new Login("Admin", "zabbix");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final MediaType JSON_RPC = MediaType.get("application/json-rpc");
    private static final OkHttpClient HTTP = new OkHttpClient.Builder()
            .callTimeout(Duration.ofMinutes(2))
            .readTimeout(Duration.ofMinutes(2))
            .build();

    private final URI address;
    private @Nullable String session;
    private int lastId;

    ZabbixApi(URI address) {
        this.address = address;
    }

    String version() throws IOException {
        return request("apiinfo.version", Map.of(), null).asText();
    }

    ZabbixApi login(Login login) throws IOException {
        session = request("user.login", Map.of("username", login.user(), "password", login.password()), null)
                .asText();
        return this;
    }

    /** What a login made, or the token. */
    String session() {
        if (session == null) throw new IllegalStateException("not logged in");
        return session;
    }

    /** With an API token. */
    ZabbixApi with(String token) {
        session = token;
        return this;
    }

    /** The result. Throws with what the API said when it refused. */
    JsonNode call(String method, Object parameters) throws IOException {
        if (session == null) throw new IllegalStateException("not logged in");
        return request(method, parameters, session);
    }

    private JsonNode request(String method, Object parameters, @Nullable String token) throws IOException {
        ObjectNode body = JSON.createObjectNode()
                .put("jsonrpc", "2.0")
                .put("method", method)
                .put("id", ++lastId)
                .set("params", JSON.valueToTree(parameters));
        if (token != null) body.put("auth", token);
        Request request = new Request.Builder()
                .url(address.toString())
                .post(RequestBody.create(JSON.writeValueAsBytes(body), JSON_RPC))
                .build();
        try (Response response = HTTP.newCall(request).execute()) {
            return result(method, response);
        }
    }

    private static JsonNode result(String method, Response response) throws IOException {
        String text = response.body().string();
        if (!response.isSuccessful()) throw new IOException(method + ": HTTP " + response.code());
        JsonNode answer = JSON.readTree(text);
        JsonNode error = answer.path("error");
        if (!error.isMissingNode()) {
            throw new IOException(method + ": " + error.path("message").asText() + " "
                    + error.path("data").asText());
        }
        return answer.path("result");
    }
}
