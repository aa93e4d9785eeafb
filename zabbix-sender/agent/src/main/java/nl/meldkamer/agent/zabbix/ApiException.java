package nl.meldkamer.agent.zabbix;

/** The API could not be asked, or refused; the message says why and never holds the token. */
public final class ApiException extends Exception {

    private static final long serialVersionUID = 1L;

    ApiException(String message) {
        super(message);
    }

    ApiException(String message, Throwable cause) {
        super(message, cause);
    }
}
