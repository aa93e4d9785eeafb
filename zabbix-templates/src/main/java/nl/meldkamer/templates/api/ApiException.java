package nl.meldkamer.templates.api;

/** The API did not do what it was asked. The message says why and what to do, and never holds a secret. */
public final class ApiException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What kind of trouble it is. */
    public enum Kind {
        /** What answers at the address is not the API of Zabbix. */
        WRONG_ADDRESS,
        /** Nobody answers. */
        UNREACHABLE,
        /** The certificate is not trusted, or no common way to encrypt was found. */
        TLS,
        /** The answer did not come in time: whether it was done is not known. */
        TIMEOUT,
        /** The token, or user and password, are not taken. */
        NOT_AUTHORIZED,
        /** The account may not do this. */
        NO_RIGHT,
        /** Zabbix says that what is asked is wrong. */
        REFUSED
    }

    private final Kind kind;

    ApiException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
