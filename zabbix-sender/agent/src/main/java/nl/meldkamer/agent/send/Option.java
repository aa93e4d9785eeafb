package nl.meldkamer.agent.send;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The options of {@code meldkamer send}: those of zabbix_sender 7.0, letter for letter (its {@code longopts} and
 * {@code shortopts}), two of its own for the daemon's spool, and the parameter of {@code agentd.conf} that stands in for an option that is not given. The one
 * table that parsing and {@code --help} are made from.
 */
enum Option {
    CONFIG('c', "config", "FILE", null, "agentd configuration file: gives what the options leave out"),
    SERVER('z', "zabbix-server", "SERVER", "ServerActive", "server or proxy; several: ',' all get it, ';' a cluster"),
    PORT('p', "port", "PORT", null, "port of the server (default: 10051)"),
    SOURCE_ADDRESS('I', "source-address", "ADDRESS", "SourceIP", "local IP address to send from"),
    TIMEOUT('t', "timeout", "SECONDS", null, "time limit of one exchange, 1 to 300 (default: 60)"),
    HOST('s', "host", "HOST", "Hostname", "host as Zabbix knows it; '-' in an input file stands for it"),
    KEY('k', "key", "KEY", null, "item key"),
    VALUE('o', "value", "VALUE", null, "item value"),
    INPUT_FILE('i', "input-file", "FILE", null, "lines of <host> <key> <value>; '-' is standard input"),
    WITH_TIMESTAMPS('T', "with-timestamps", null, null, "lines are <host> <key> <timestamp> <value>"),
    WITH_NS('N', "with-ns", null, null, "lines are <host> <key> <timestamp> <ns> <value>; needs -T"),
    REAL_TIME('r', "real-time", null, null, "send when the input pauses, at least once a second"),
    GROUP('g', "group", null, null, "one host per packet; always so here"),
    SPOOL("spool", null, null, "hand over to the running daemon, which spools and delivers"),
    SOCKET("socket", "FILE", null, "the daemon's socket, with --spool (default: " + Option.DEFAULT_SOCKET + ")"),
    VERBOSE('v', "verbose", null, null, "tell how long it took; -vv: and the outcome of every packet"),
    HELP('h', "help", null, null, "show this and end"),
    VERSION('V', "version", null, null, "show the version and end"),
    TLS_CONNECT("tls-connect", "MODE", "TLSConnect", "unencrypted (default), psk or cert"),
    TLS_CA_FILE("tls-ca-file", "FILE", "TLSCAFile", "certificates of the authorities to trust"),
    TLS_CRL_FILE("tls-crl-file", "FILE", "TLSCRLFile", "revoked certificates"),
    TLS_SERVER_CERT_ISSUER("tls-server-cert-issuer", "NAME", "TLSServerCertIssuer", "the only issuer to accept"),
    TLS_SERVER_CERT_SUBJECT("tls-server-cert-subject", "NAME", "TLSServerCertSubject", "the only subject to accept"),
    TLS_CERT_FILE("tls-cert-file", "FILE", "TLSCertFile", "own certificate or chain"),
    TLS_KEY_FILE("tls-key-file", "FILE", "TLSKeyFile", "own private key"),
    TLS_PSK_IDENTITY("tls-psk-identity", "IDENTITY", "TLSPSKIdentity", "name of the pre-shared key"),
    TLS_PSK_FILE("tls-psk-file", "FILE", "TLSPSKFile", "file with the pre-shared key, hexadecimal"),
    TLS_CIPHER13("tls-cipher13", "SUITES", null, "not possible here: refused"),
    TLS_CIPHER("tls-cipher", "SUITES", null, "not possible here: refused");

    static final char NO_LETTER = 0;

    /** Where the daemon listens when its configuration says nothing else. */
    static final String DEFAULT_SOCKET = "/var/lib/meldkamer/spool/meldkamer.sock";

    private final char letter;
    private final String longName;
    private final @Nullable String argument;
    private final @Nullable String parameter;
    private final String meaning;

    Option(char letter, String longName, @Nullable String argument, @Nullable String parameter, String meaning) {
        this.letter = letter;
        this.longName = longName;
        this.argument = argument;
        this.parameter = parameter;
        this.meaning = meaning;
    }

    Option(String longName, @Nullable String argument, @Nullable String parameter, String meaning) {
        this(NO_LETTER, longName, argument, parameter, meaning);
    }

    /** {@link #NO_LETTER} when there is only the long name. */
    char letter() {
        return letter;
    }

    String longName() {
        return longName;
    }

    /** What its argument is called in the help; empty when it takes none. */
    Optional<String> argument() {
        return Optional.ofNullable(argument);
    }

    boolean takesArgument() {
        return argument != null;
    }

    /** Its name in {@code agentd.conf}, if it has one there. */
    Optional<String> parameter() {
        return Optional.ofNullable(parameter);
    }

    String meaning() {
        return meaning;
    }

    /** As a person would write it: {@code -z} or {@code --tls-connect}. */
    @Override
    public String toString() {
        return letter == NO_LETTER ? "--" + longName : "-" + letter;
    }
}
