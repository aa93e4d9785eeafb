package nl.meldkamer.sender;

/**
 * What became of one packet. Never guessed: an answer that did not come, or that does not account for every value, is
 * {@link Unknown}.
 */
public sealed interface Outcome {

    /** The server took every value: {@code success}, {@code failed == 0} and {@code total} equal to what was sent. */
    record Accepted(int total) implements Outcome {}

    /**
     * The server answered for every value and rejected some; it does not say which, nor why. After a resend a rejected
     * value may be one that the server had accepted before.
     */
    record PartlyRejected(int processed, int failed) implements Outcome {}

    /** The server, or proxy, read the request and refused all of it ({@code "response":"failed"}), saying why. */
    record Refused(String reason) implements Outcome {}

    /** The request may have been processed, in whole or in part: no answer, half an answer, or one that does not add up. */
    record Unknown(String reason) implements Outcome {}

    /** No byte of the request reached a server: name, connection or TLS handshake failed. */
    record NotSent(String reason) implements Outcome {}
}
