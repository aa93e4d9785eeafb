package nl.meldkamer.sender;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.net.ssl.SSLHandshakeException;

/**
 * One request and its answer, on a connection of its own: Zabbix answers one request per connection. A node that cannot
 * be reached is passed over for the next; once a byte of the request may be on its way there is no next.
 */
record Exchange(Connector connector) {

    /** Bound on an answer, as it comes and inflated. The longest, to "active checks", has some 100 bytes per item. */
    static final int LARGEST_ANSWER = 16 << 20;

    private static final Pattern CERTIFICATE_REFUSED =
            Pattern.compile("alert: .*(certificate|unknown_ca|access_denied)");

    /** Who answered, and what. */
    record Reply(Address from, Answer answer) {}

    /**
     * @param nodes in the order in which to try them
     * @throws NotSentException when no byte of the request reached any of them
     * @throws NoAnswerException when it may have been processed; the message says where, and what happened then
     */
    Reply ask(List<Address> nodes, TlsSettings tls, Request request, Deadline deadline)
            throws NotSentException, NoAnswerException {
        List<String> failures = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            if (Thread.currentThread().isInterrupted()) throw new NotSentException("the thread was interrupted");
            try {
                return askOne(nodes.get(i), tls, request, deadline.share(nodes.size() - i), deadline);
            } catch (NotSentException e) {
                failures.add(e.getMessage());
            }
        }
        throw new NotSentException(String.join("; ", failures));
    }

    private Reply askOne(Address node, TlsSettings tls, Request request, Deadline share, Deadline deadline)
            throws NotSentException, NoAnswerException {
        try (Connection connection = connect(node, tls, share)) {
            connection.wire().deadline(deadline);
            send(connection, node, request);
            return new Reply(node, Answer.parse(Frame.read(connection.input(), LARGEST_ANSWER)));
        } catch (NotSentException e) {
            throw e;
        } catch (SSLHandshakeException e) {
            if (refusesCertificate(e)) throw new NotSentException(reason(node, e));
            throw new NoAnswerException(node, reason(node, e), e);
        } catch (IOException e) {
            throw new NoAnswerException(node, reason(node, e), e);
        }
    }

    private Connection connect(Address node, TlsSettings tls, Deadline share) throws NotSentException {
        try {
            return connector.connect(node, tls, share);
        } catch (IOException e) {
            throw new NotSentException(reason(node, e));
        }
    }

    private static void send(Connection connection, Address node, Request request) throws IOException {
        long before = connection.wire().written();
        try {
            request.writeTo(connection.output());
            connection.output().flush();
        } catch (IOException e) {
            if (connection.wire().written() == before) throw new NotSentException(reason(node, e));
            throw e;
        }
    }

    /**
     * In TLS 1.3 the client's side of the handshake is over before the server has looked at the client's certificate. By
     * RFC 8446 a server that refuses it has read no data.
     */
    private static boolean refusesCertificate(SSLHandshakeException e) {
        return CERTIFICATE_REFUSED.matcher(String.valueOf(e.getMessage())).find();
    }

    private static String reason(Address node, IOException e) {
        return node + ": " + reason(e);
    }

    /** What an exception says; its kind, when it says nothing. */
    static String reason(IOException e) {
        String message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message;
    }
}
