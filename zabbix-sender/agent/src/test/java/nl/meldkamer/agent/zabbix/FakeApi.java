package nl.meldkamer.agent.zabbix;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** Answers methods of the Zabbix API as it is told, and keeps what it was asked. */
public final class FakeApi implements AutoCloseable {

    /** A call, and how it was authorised: {@code Bearer token}, {@code auth token} or nothing. */
    public record Call(String method, JsonNode parameters, String authorisation) {}

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final Map<String, Function<JsonNode, String>> answers = new ConcurrentHashMap<>();
    public final List<Call> calls = new CopyOnWriteArrayList<>();

    /** Of a Zabbix of this version. */
    public FakeApi(String version) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api_jsonrpc.php", this::serve);
        server.start();
        answer("apiinfo.version", parameters -> result("\"" + version + "\""));
    }

    /** Its api_jsonrpc.php. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/api_jsonrpc.php");
    }

    /** What follows {@code "id":1,} in the answer to a method, from its parameters. */
    public void answer(String method, Function<JsonNode, String> answer) {
        answers.put(method, answer);
    }

    /** A result, in JSON, whatever is asked. */
    public void answer(String method, String result) {
        answer(method, parameters -> result(result));
    }

    /** The part of an answer that holds a result. */
    public static String result(String json) {
        return "\"result\":" + json;
    }

    /** The part of an answer that refuses. */
    public static String error(String data) {
        return "\"error\":{\"code\":-32602,\"message\":\"Invalid params.\",\"data\":\"" + data + "\"}";
    }

    /** The methods that were called, in order. */
    public List<String> methods() {
        return calls.stream().map(Call::method).toList();
    }

    private void serve(HttpExchange exchange) throws IOException {
        JsonNode body = JSON.readTree(exchange.getRequestBody().readAllBytes());
        String method = body.path("method").asText();
        String header = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
                .orElse("");
        calls.add(new Call(
                method,
                body.path("params"),
                body.has("auth") ? "auth " + body.path("auth").asText() : header));
        String answer = answers.getOrDefault(method, parameters -> error("Incorrect API."))
                .apply(body.path("params"));
        byte[] bytes = ("{\"jsonrpc\":\"2.0\",\"id\":1," + answer + "}").getBytes(UTF_8);
        try (exchange) {
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
