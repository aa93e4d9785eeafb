package nl.meldkamer.agent.send;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The options of {@code meldkamer send}: those of zabbix_sender 7.0, letter for letter (its {@code longopts} and
 * {@code shortopts}). The one table that parsing and {@code --help} are made from.
 */
enum Option {
    CONFIG('c', "config", "FILE", "agentd configuration file: gives what the options below leave out"),
    SERVER(
            'z',
            "zabbix-server",
            "SERVER",
            "server or proxy; ',' between destinations, ';' between nodes of one cluster"),
    PORT('p', "port", "PORT", "port of every server named (default: 10051)"),
    SOURCE_ADDRESS('I', "source-address", "ADDRESS", "local IP address to send from"),
    TIMEOUT('t', "timeout", "SECONDS", "time limit of one exchange, 1 to 300 (default: 60)"),
    HOST('s', "host", "HOST", "host name as Zabbix knows it; in an input file '-' stands for it"),
    KEY('k', "key", "KEY", "item key"),
    VALUE('o', "value", "VALUE", "item value"),
    INPUT_FILE('i', "input-file", "FILE", "lines of <host> <key> <value>; '-' reads standard input"),
    WITH_TIMESTAMPS('T', "with-timestamps", null, "lines are <host> <key> <timestamp> <value>"),
    WITH_NS('N', "with-ns", null, "lines are <host> <key> <timestamp> <ns> <value>; needs -T"),
    REAL_TIME('r', "real-time", null, "send what has come when the input pauses, at least once a second"),
    GROUP('g', "group", null, "one host per packet; always so here"),
    VERBOSE('v', "verbose", null, "say more on standard error; -vv says most"),
    HELP('h', "help", null, "show this and end"),
    VERSION('V', "version", null, "show the version and end"),
    TLS_CONNECT("tls-connect", "MODE", "unencrypted (default), psk or cert"),
    TLS_CA_FILE("tls-ca-file", "FILE", "certificates of the authorities to trust"),
    TLS_CRL_FILE("tls-crl-file", "FILE", "revoked certificates"),
    TLS_SERVER_CERT_ISSUER("tls-server-cert-issuer", "NAME", "the only issuer of server certificates to accept"),
    TLS_SERVER_CERT_SUBJECT("tls-server-cert-subject", "NAME", "the only subject of server certificates to accept"),
    TLS_CERT_FILE("tls-cert-file", "FILE", "own certificate or chain"),
    TLS_KEY_FILE("tls-key-file", "FILE", "own private key"),
    TLS_PSK_IDENTITY("tls-psk-identity", "IDENTITY", "name of the pre-shared key"),
    TLS_PSK_FILE("tls-psk-file", "FILE", "file with the pre-shared key in hexadecimal"),
    TLS_CIPHER13("tls-cipher13", "SUITES", "cipher suites of TLS 1.3"),
    TLS_CIPHER("tls-cipher", "SUITES", "cipher suites of TLS 1.2");

    static final char NO_LETTER = 0;

    private final char letter;
    private final String longName;
    private final @Nullable String argument;
    private final String meaning;

    Option(char letter, String longName, @Nullable String argument, String meaning) {
        this.letter = letter;
        this.longName = longName;
        this.argument = argument;
        this.meaning = meaning;
    }

    Option(String longName, String argument, String meaning) {
        this(NO_LETTER, longName, argument, meaning);
    }

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

    String meaning() {
        return meaning;
    }

    /** As a person would write it: {@code -z} or {@code --tls-connect}. */
    @Override
    public String toString() {
        return letter == NO_LETTER ? "--" + longName : "-" + letter;
    }
}
