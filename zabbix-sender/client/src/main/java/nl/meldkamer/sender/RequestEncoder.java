package nl.meldkamer.sender;

import java.nio.charset.StandardCharsets;
import java.util.zip.Deflater;

/**
 * Makes the frame of a request, in buffers that are used again. The same packet always gives the same bytes, so that a
 * resend is one. Not thread-safe.
 *
 * <p>The rows of "sender data" carry {@code host, key, value, clock, ns}; {@code id} when the packet has a session;
 * {@code state: 1} when the item has no value; {@code timestamp, source, severity, eventid} for items of type Log.
 */
final class RequestEncoder {

    /** What a Zabbix server takes in one request. */
    static final int LARGEST = 1 << 30;

    private static final byte[] REQUEST = ascii("{\"request\":\"sender data\"");
    private static final byte[] ACTIVE_CHECKS = ascii("{\"request\":\"active checks\",\"version\":\"6.0.0\",\"host\":");
    private static final byte[] SESSION = ascii(",\"session\":");
    private static final byte[] DATA = ascii(",\"data\":[");
    private static final byte[] HOST = ascii("{\"host\":");
    private static final byte[] KEY = ascii(",\"key\":");
    private static final byte[] VALUE = ascii(",\"value\":");
    private static final byte[] ID = ascii(",\"id\":");
    private static final byte[] CLOCK = ascii(",\"clock\":");
    private static final byte[] NS = ascii(",\"ns\":");
    private static final byte[] NOT_SUPPORTED = ascii(",\"state\":1");
    private static final byte[] TIMESTAMP = ascii(",\"timestamp\":");
    private static final byte[] SOURCE = ascii(",\"source\":");
    private static final byte[] SEVERITY = ascii(",\"severity\":");
    private static final byte[] EVENT_ID = ascii(",\"eventid\":");
    private static final byte[] COMMA = ascii(",");
    private static final byte[] END_OBJECT = ascii("}");
    private static final byte[] END_DATA = ascii("]}");

    private final int compressAbove;
    private final JsonBuffer plain = new JsonBuffer();
    private final JsonBuffer packed = new JsonBuffer();
    private final JsonBuffer hostName = new JsonBuffer();
    private final Deflater deflater = new Deflater(Deflater.BEST_SPEED);

    /** @param compressAbove requests of more bytes of JSON than this are compressed */
    RequestEncoder(int compressAbove) {
        this.compressAbove = compressAbove;
    }

    /**
     * The frame of a "sender data" request; it is valid until the next call.
     *
     * @throws IllegalArgumentException when it would be larger than a Zabbix server takes
     */
    Request senderData(Packet packet) {
        plain.clear(Frame.HEADER);
        plain.raw(REQUEST);
        packet.session().ifPresent(session -> plain.raw(SESSION).string(session));
        plain.raw(DATA);
        rows(packet);
        plain.raw(END_DATA);
        return frame();
    }

    /** The frame of a request for the host's active checks, valid until the next call. */
    Request activeChecks(String host) {
        plain.clear(Frame.HEADER);
        plain.raw(ACTIVE_CHECKS).string(host).raw(END_OBJECT);
        return frame();
    }

    private void rows(Packet packet) {
        byte[] host = host(packet.host());
        boolean withIds = packet.session().isPresent();
        boolean first = true;
        for (Packet.Entry entry : packet.entries()) {
            if (!first) plain.raw(COMMA);
            first = false;
            plain.raw(host);
            row(entry.sample());
            if (withIds) plain.raw(ID).number(entry.id());
            plain.raw(END_OBJECT);
        }
    }

    private byte[] host(String name) {
        hostName.clear(0);
        hostName.raw(HOST).string(name);
        return hostName.toByteArray();
    }

    private void row(Sample sample) {
        plain.raw(KEY).string(sample.key());
        plain.raw(VALUE).string(sample.value());
        plain.raw(CLOCK).number(sample.clock());
        plain.raw(NS).number(sample.ns());
        if (!sample.supported()) plain.raw(NOT_SUPPORTED);
        if (sample.log().isPresent()) log(sample.log().get());
    }

    private void log(LogEntry entry) {
        plain.raw(TIMESTAMP).number(entry.timestamp());
        plain.raw(SOURCE).string(entry.source());
        plain.raw(SEVERITY).number(entry.severity());
        plain.raw(EVENT_ID).number(entry.eventId());
    }

    private Request frame() {
        int size = plain.length() - Frame.HEADER;
        if (size > LARGEST) throw new IllegalArgumentException("the request has " + size + " bytes, above " + LARGEST);
        if (size > compressAbove) return compressed(size);
        Frame.writeHeader(plain.array(), Frame.PLAIN, size, 0);
        return plain::writeTo;
    }

    private Request compressed(int size) {
        packed.clear(Frame.HEADER);
        deflater.reset();
        deflater.setInput(plain.array(), Frame.HEADER, size);
        deflater.finish();
        while (!deflater.finished()) {
            packed.reserve(1 << 12);
            packed.advance(deflater.deflate(packed.array(), packed.length(), packed.array().length - packed.length()));
        }
        Frame.writeHeader(packed.array(), Frame.COMPRESSED, packed.length() - Frame.HEADER, size);
        return packed::writeTo;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
