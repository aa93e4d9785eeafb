package nl.meldkamer.templates.api;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.meldkamer.templates.api.ApiException.Kind;
import nl.meldkamer.templates.api.JsonRpc.Authentication;

/** Logs in, and finds out by which way this frontend and its web server take the secret. */
record Door(JsonRpc rpc, Endpoint endpoint, Login login, Deadline deadline) {

    private static final Map<String, ?> HARMLESS = Map.of("output", List.of("hostid"), "limit", 1);
    private static final String REMEDY = "For Apache: 'CGIPassAuth On', or"
            + " 'SetEnvIf Authorization \"(.*)\" HTTP_AUTHORIZATION=$1', in the frontend's directory.";

    Session open() {
        String secret = secret();
        boolean header = endpoint.version().isAtLeast(6, 4);
        boolean body = !endpoint.version().isAtLeast(7, 2);
        if (header && isTaken(secret, Authentication.BEARER))
            return session(secret, Authentication.BEARER, Optional.empty());
        if (body && isTaken(secret, Authentication.BODY))
            return session(secret, Authentication.BODY, header ? Optional.of(dropped()) : Optional.empty());
        throw new ApiException(
                Kind.NOT_AUTHORIZED,
                "Zabbix does not take " + login + ": is it whole, not expired, enabled, and of this Zabbix?"
                        + (header ? " Or the web server drops the header Authorization. " + REMEDY : ""));
    }

    private Session session(String secret, Authentication authentication, Optional<String> note) {
        return new Session(secret, authentication, login instanceof Login.Password, note);
    }

    private String dropped() {
        return "the web server drops the header Authorization: Zabbix " + endpoint.version()
                + " can do without it, 7.2 can't. " + REMEDY;
    }

    private String secret() {
        if (login instanceof Login.Token token) return token.secret();
        Login.Password password = (Login.Password) login;
        Map<String, String> parameters = Map.of("username", password.user(), "password", password.secret());
        try {
            return rpc.ask(endpoint.url(), "user.login", parameters, deadline).asText();
        } catch (ApiException e) {
            if (e.kind() != Kind.NOT_AUTHORIZED) throw e;
            throw new ApiException(Kind.NOT_AUTHORIZED, "Zabbix does not take " + login + ": " + e.getMessage());
        }
    }

    /** Whether a call is made in a name; that this name may not do it is another matter. */
    private boolean isTaken(String secret, Authentication authentication) {
        try {
            rpc.ask(endpoint.url(), "host.get", HARMLESS, deadline, secret, authentication);
            return true;
        } catch (ApiException e) {
            if (e.kind() == Kind.NOT_AUTHORIZED) return false;
            if (e.kind() == Kind.NO_RIGHT) return true;
            throw e;
        }
    }
}
