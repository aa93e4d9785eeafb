package nl.meldkamer.templates.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import nl.meldkamer.templates.api.ApiException.Kind;

/**
 * A session with the API of a Zabbix frontend, 6.0 or newer. What the versions want otherwise of the session itself is
 * dealt with here; what they want otherwise of a method's parameters is the caller's. Thread-safe.
 */
public final class ZabbixApi implements AutoCloseable {

    private static final ZabbixVersion OLDEST = new ZabbixVersion(6, 0);

    private final JsonRpc rpc;
    private final Endpoint endpoint;
    private final Session session;
    private final Deadline deadline;

    private ZabbixApi(JsonRpc rpc, Endpoint endpoint, Session session, Deadline deadline) {
        this.rpc = rpc;
        this.endpoint = endpoint;
        this.session = session;
        this.deadline = deadline;
    }

    /**
     * Finds the API at the frontend's address, or at {@code zabbix/} below it, and logs in.
     *
     * @param deadline of this and of all calls, see {@link #until}
     * @throws ApiException when that fails
     */
    public static ZabbixApi connect(String address, Login login, Deadline deadline) {
        JsonRpc rpc = new JsonRpc();
        Endpoint endpoint = Endpoint.find(rpc, address, deadline);
        if (endpoint.version().compareTo(OLDEST) < 0)
            throw new ApiException(
                    Kind.WRONG_ADDRESS, "Zabbix " + endpoint.version() + " is too old; 6.0 or newer is needed");
        return new ZabbixApi(rpc, endpoint, new Door(rpc, endpoint, login, deadline).open(), deadline);
    }

    /** The same session with another deadline. */
    public ZabbixApi until(Deadline another) {
        return new ZabbixApi(rpc, endpoint, session, another);
    }

    public ZabbixVersion version() {
        return endpoint.version();
    }

    /** Where the API was found. */
    public String address() {
        return endpoint.url().toString();
    }

    /** What works and is still not right, as a sentence for the user. */
    public Optional<String> note() {
        return session.note();
    }

    /**
     * The result.
     *
     * @param parameters as Jackson writes them: maps, lists, texts, numbers
     * @throws ApiException when Zabbix refuses, or there is no answer: then it may have been done all the same
     */
    public JsonNode call(String method, Object parameters) {
        return rpc.ask(endpoint.url(), method, parameters, deadline, session.secret(), session.authentication());
    }

    /** Ends the session that a password made; a token lives on. */
    @Override
    public void close() {
        if (!session.endsWithUs()) return;
        try {
            call("user.logout", List.of());
        } catch (ApiException e) {
            // It ends by itself, when the user's time for that is over.
        }
    }
}
