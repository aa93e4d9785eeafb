package nl.meldkamer.agent.socket;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.meldkamer.sender.ItemKey;
import nl.meldkamer.sender.LogEntry;
import nl.meldkamer.sender.Sample;

/**
 * The bytes on the daemon's socket, a Unix domain stream socket. A client sends a request and reads the reply, as often as
 * it likes on one connection. Numbers are big-endian and unsigned unless said otherwise; a text is its length in bytes
 * (4) and its UTF-8.
 *
 * <pre>
 * frame   offset  bytes
 *              0      3  "MLK"
 *              3      1  version: 1
 *              4      1  kind
 *              5      4  n, length of the body, at most 1 MiB
 *              9      n  body
 *
 * kind    body
 * 0x01    push     count (4), at most 1,000; that many values
 * 0x02    health   nothing
 * 0x03    get      text host, empty for the host that the daemon collects for; text key
 * 0x04    discover text host, as above; text key of an LLD rule
 * 0x05    age      text host, as above; text key
 * 0x06    version  nothing
 * 0x07    list     text host, as above; text after, a key: those that sort after it are wanted
 * 0x08    confirm  dropped (4), values that the asker has written and could not tell of;
 *                  count (4), at most 1,000; that many moments of values that Zabbix has written: clock (4);
 *                  ns (4), 0 to 999,999,999
 * 0x81    pushed   count (4), as many as values were pushed, in their order; of each:
 *                  0 (1) it is in the spool and synced to the disk | 1 (1) and a text: why it is refused
 * 0x82    health   count (4); that many pairs of texts, name and value
 * 0x83    told     to get, discover, age and version: text value; clock (8), ns (4), the moment it was measured;
 *                  every (4), seconds between two measurements, 0 where that is not known
 * 0x84    none     to get, discover, age: text, why there is no value to tell; the connection goes on
 * 0x87    listed   count (4), at most 1,000; that many texts, keys in their order. None: there are no more
 * 0x88    counted  to confirm: confirmed (4), how many the daemon waited for; unknown (4), the others
 * 0xFF    refused  text: why the whole request is; nothing was done, and the connection ends
 *
 * value   flags (1): 0x01 not supported, the value is the reason; 0x02 with log entry; 0x04 without time
 *         text host, text key, text value
 *         unless 0x04: clock (8), seconds since 1970 UTC; ns (4), 0 to 999,999,999
 *         if 0x02: timestamp (8), text source, severity (4), event id (8), as the sender protocol of Zabbix has them
 * </pre>
 *
 * A value without time gets the time at which it is read. A frame that breaks off or is not as drawn is refused whole; a
 * value in it that is drawn rightly and can be no item's is refused by itself.
 */
public final class Protocol {

    public static final int LARGEST_BODY = 1 << 20;
    public static final int MOST_VALUES = 1000;

    static final int HEADER = 9;

    private static final byte[] MAGIC = {'M', 'L', 'K', 1};
    private static final int PUSH = 0x01;
    private static final int HEALTH = 0x02;
    private static final int GET = 0x03;
    private static final int DISCOVER = 0x04;
    private static final int AGE = 0x05;
    private static final int VERSION = 0x06;
    private static final int LIST = 0x07;
    private static final int CONFIRM = 0x08;
    private static final int PUSHED = 0x81;
    private static final int HEALTH_REPLY = 0x82;
    private static final int TOLD = 0x83;
    private static final int NONE = 0x84;
    private static final int LISTED = 0x87;
    private static final int COUNTED = 0x88;
    private static final int REFUSED = 0xFF;
    private static final int NOT_SUPPORTED = 0x01;
    private static final int LOG = 0x02;
    private static final int UNTIMED = 0x04;
    private static final int MOST_FIGURES = 1000;
    private static final int MOST_NANOSECONDS = 999_999_999;

    private Protocol() {}

    /** A frame's kind and the length of its body. */
    record Header(int kind, int length) {}

    /** Gives the time to values that come without. */
    interface Clock {
        Instant next();
    }

    static Header header(byte[] header) throws MalformedFrameException {
        for (int i = 0; i < MAGIC.length; i++)
            if (header[i] != MAGIC[i]) throw new MalformedFrameException("it does not begin with \"MLK\" and 1");
        ByteBuffer rest = ByteBuffer.wrap(header, MAGIC.length, HEADER - MAGIC.length);
        int kind = Byte.toUnsignedInt(rest.get());
        int length = rest.getInt();
        if (length < 0 || length > LARGEST_BODY)
            throw new MalformedFrameException("its body would have " + Integer.toUnsignedString(length) + " bytes, and "
                    + LARGEST_BODY + " is the most");
        return new Header(kind, length);
    }

    static Request request(int kind, byte[] body, Clock clock) throws MalformedFrameException {
        return read(body, bytes -> switch (kind) {
            case PUSH -> push(bytes, clock);
            case HEALTH -> new Request.Health();
            case GET -> new Request.Get(text(bytes), text(bytes));
            case DISCOVER -> new Request.Discover(text(bytes), text(bytes));
            case AGE -> new Request.Age(text(bytes), text(bytes));
            case VERSION -> new Request.Version();
            case LIST -> new Request.Listing(text(bytes), text(bytes));
            case CONFIRM -> confirm(bytes);
            default -> throw new MalformedFrameException("there is no request 0x%02x".formatted(kind));
        });
    }

    static Reply reply(int kind, byte[] body) throws MalformedFrameException {
        return read(body, bytes -> switch (kind) {
            case PUSHED -> pushed(bytes);
            case HEALTH_REPLY -> health(bytes);
            case TOLD -> new Reply.Told(text(bytes), bytes.getLong(), bytes.getInt(), bytes.getInt());
            case NONE -> new Reply.None(text(bytes));
            case LISTED -> listed(bytes);
            case COUNTED -> new Reply.Counted(bytes.getInt(), bytes.getInt());
            case REFUSED -> new Reply.Refused(text(bytes));
            default -> throw new MalformedFrameException("there is no reply 0x%02x".formatted(kind));
        });
    }

    /** The bytes of a frame; its body must not be larger than allowed. */
    static byte[] frame(Request request) {
        if (request instanceof Request.Push push) return frame(PUSH, out -> push(out, push));
        if (request instanceof Request.Get get) return frame(GET, out -> texts(out, get.host(), get.key()));
        if (request instanceof Request.Discover rule)
            return frame(DISCOVER, out -> texts(out, rule.host(), rule.key()));
        if (request instanceof Request.Age age) return frame(AGE, out -> texts(out, age.host(), age.key()));
        if (request instanceof Request.Listing list) return frame(LIST, out -> texts(out, list.host(), list.after()));
        if (request instanceof Request.Confirm confirm) return frame(CONFIRM, out -> confirm(out, confirm));
        return frame(request instanceof Request.Version ? VERSION : HEALTH, out -> {});
    }

    static byte[] frame(Reply reply) {
        if (reply instanceof Reply.Pushed pushed) return frame(PUSHED, out -> pushed(out, pushed));
        if (reply instanceof Reply.Health health) return frame(HEALTH_REPLY, out -> health(out, health));
        if (reply instanceof Reply.Told told) return frame(TOLD, out -> told(out, told));
        if (reply instanceof Reply.None none) return frame(NONE, out -> text(out, none.reason()));
        if (reply instanceof Reply.Listed listed) return frame(LISTED, out -> listed(out, listed));
        if (reply instanceof Reply.Counted counted) return frame(COUNTED, out -> counted(out, counted));
        return frame(REFUSED, out -> text(out, ((Reply.Refused) reply).reason()));
    }

    /** How many bytes of a body a sample takes. */
    public static int size(Sample sample) {
        int log = sample.log().map(entry -> 24 + bytes(entry.source()).length).orElse(0);
        return 1
                + 12
                + 12
                + log
                + bytes(sample.host()).length
                + bytes(sample.key()).length
                + bytes(sample.value()).length;
    }

    /** As many of the keys as a frame can hold. */
    static Reply.Listed listing(List<String> keys) {
        int room = LARGEST_BODY - 4;
        List<String> fitting = new ArrayList<>();
        for (String key : keys) {
            room -= 4 + bytes(key).length;
            if (room < 0) break;
            fitting.add(key);
        }
        return new Reply.Listed(fitting);
    }

    /** The reply, or why it is none when a frame cannot hold it. */
    static Reply fitting(Reply reply) {
        if (!(reply instanceof Reply.Told told) || told.value().length() <= LARGEST_BODY / 4) return reply;
        int size = bytes(told.value()).length;
        if (size + 20 <= LARGEST_BODY) return reply;
        return new Reply.None("the value has " + size + " bytes, and " + (LARGEST_BODY - 20) + " is the most");
    }

    private static Request push(ByteBuffer in, Clock clock) throws MalformedFrameException {
        int count = count(in, MOST_VALUES);
        List<Request.Value> values = new ArrayList<>();
        for (int i = 0; i < count; i++) values.add(value(in, clock));
        return new Request.Push(values);
    }

    private static Request.Value value(ByteBuffer in, Clock clock) throws MalformedFrameException {
        int flags = in.get();
        if ((flags & ~(NOT_SUPPORTED | LOG | UNTIMED)) != 0)
            throw new MalformedFrameException("flags 0x%02x of a value are unknown".formatted(flags & 0xFF));
        String host = text(in);
        String key = text(in);
        String value = text(in);
        boolean timed = (flags & UNTIMED) == 0;
        Instant now = timed ? Instant.EPOCH : clock.next();
        long at = timed ? in.getLong() : now.getEpochSecond();
        int ns = timed ? in.getInt() : now.getNano();
        Optional<LogEntry> log = (flags & LOG) == 0 ? Optional.empty() : Optional.of(log(in));
        try {
            return new Request.Value.Good(
                    checked(new Sample(host, key, value, (flags & NOT_SUPPORTED) == 0, at, ns, log)));
        } catch (IllegalArgumentException e) {
            return new Request.Value.Bad(String.valueOf(e.getMessage()));
        }
    }

    private static Sample checked(Sample sample) {
        ItemKey.parse(sample.key());
        if (sample.clock() > Integer.MAX_VALUE) throw new IllegalArgumentException("clock is after 2038");
        for (String text : List.of(sample.host(), sample.key(), sample.value()))
            if (text.indexOf('\0') >= 0) throw new IllegalArgumentException("there is a NUL character in it");
        return sample;
    }

    private static LogEntry log(ByteBuffer in) throws MalformedFrameException {
        return new LogEntry(in.getLong(), text(in), in.getInt(), in.getLong());
    }

    private static Reply pushed(ByteBuffer in) throws MalformedFrameException {
        int count = count(in, MOST_VALUES);
        List<Optional<String>> refusals = new ArrayList<>();
        for (int i = 0; i < count; i++) refusals.add(in.get() == 0 ? Optional.empty() : Optional.of(text(in)));
        return new Reply.Pushed(refusals);
    }

    private static Reply health(ByteBuffer in) throws MalformedFrameException {
        int count = count(in, MOST_FIGURES);
        Map<String, String> figures = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) figures.put(text(in), text(in));
        return new Reply.Health(figures);
    }

    private static Request confirm(ByteBuffer in) throws MalformedFrameException {
        int dropped = in.getInt();
        int count = count(in, MOST_VALUES);
        List<Instant> moments = new ArrayList<>();
        for (int i = 0; i < count; i++) moments.add(moment(in));
        return new Request.Confirm(Integer.toUnsignedLong(dropped), moments);
    }

    private static Instant moment(ByteBuffer in) throws MalformedFrameException {
        long clock = Integer.toUnsignedLong(in.getInt());
        int ns = in.getInt();
        if (ns < 0 || ns > MOST_NANOSECONDS)
            throw new MalformedFrameException("a moment has " + Integer.toUnsignedString(ns) + " nanoseconds, and "
                    + MOST_NANOSECONDS + " is the most");
        return Instant.ofEpochSecond(clock, ns);
    }

    private static Reply listed(ByteBuffer in) throws MalformedFrameException {
        int count = count(in, MOST_VALUES);
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < count; i++) keys.add(text(in));
        return new Reply.Listed(keys);
    }

    private static int count(ByteBuffer in, int most) throws MalformedFrameException {
        int count = in.getInt();
        if (count < 0 || count > most)
            throw new MalformedFrameException(
                    "it would hold " + Integer.toUnsignedString(count) + " entries, and " + most + " is the most");
        return count;
    }

    private static String text(ByteBuffer in) throws MalformedFrameException {
        int length = in.getInt();
        if (length < 0 || length > in.remaining()) throw new MalformedFrameException("a text is longer than its frame");
        ByteBuffer bytes = in.slice().limit(length);
        in.position(in.position() + length);
        try {
            return UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException e) {
            throw new MalformedFrameException("a text is not UTF-8");
        }
    }

    private interface Reading<T> {
        T from(ByteBuffer in) throws MalformedFrameException;
    }

    private static <T> T read(byte[] body, Reading<T> reading) throws MalformedFrameException {
        ByteBuffer in = ByteBuffer.wrap(body);
        try {
            T read = reading.from(in);
            if (in.hasRemaining())
                throw new MalformedFrameException("its body has " + in.remaining() + " bytes too many");
            return read;
        } catch (BufferUnderflowException e) {
            throw new MalformedFrameException("its body ends too early");
        }
    }

    private interface Writing {
        void to(DataOutputStream out) throws IOException;
    }

    private static byte[] frame(int kind, Writing writing) {
        try {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            writing.to(new DataOutputStream(body));
            if (body.size() > LARGEST_BODY) throw new IllegalArgumentException("a body of " + body.size() + " bytes");
            ByteBuffer frame = ByteBuffer.allocate(HEADER + body.size());
            return frame.put(MAGIC)
                    .put((byte) kind)
                    .putInt(body.size())
                    .put(body.toByteArray())
                    .array();
        } catch (IOException e) {
            throw new UncheckedIOException("memory can always be written", e);
        }
    }

    private static void push(DataOutputStream out, Request.Push push) throws IOException {
        out.writeInt(push.values().size());
        for (Request.Value value : push.values()) {
            if (!(value instanceof Request.Value.Good good))
                throw new IllegalArgumentException("only samples can be pushed");
            sample(out, good.sample());
        }
    }

    private static void sample(DataOutputStream out, Sample sample) throws IOException {
        out.writeByte((sample.supported() ? 0 : NOT_SUPPORTED) | (sample.log().isPresent() ? LOG : 0));
        text(out, sample.host());
        text(out, sample.key());
        text(out, sample.value());
        out.writeLong(sample.clock());
        out.writeInt(sample.ns());
        if (sample.log().isEmpty()) return;
        LogEntry log = sample.log().get();
        out.writeLong(log.timestamp());
        text(out, log.source());
        out.writeInt(log.severity());
        out.writeLong(log.eventId());
    }

    private static void pushed(DataOutputStream out, Reply.Pushed pushed) throws IOException {
        out.writeInt(pushed.refusals().size());
        for (Optional<String> refusal : pushed.refusals()) {
            out.writeByte(refusal.isEmpty() ? 0 : 1);
            if (refusal.isPresent()) text(out, refusal.get());
        }
    }

    private static void health(DataOutputStream out, Reply.Health health) throws IOException {
        out.writeInt(health.figures().size());
        for (Map.Entry<String, String> figure : health.figures().entrySet()) {
            text(out, figure.getKey());
            text(out, figure.getValue());
        }
    }

    private static void confirm(DataOutputStream out, Request.Confirm confirm) throws IOException {
        out.writeInt((int) confirm.dropped());
        out.writeInt(confirm.moments().size());
        for (Instant moment : confirm.moments()) {
            out.writeInt((int) moment.getEpochSecond());
            out.writeInt(moment.getNano());
        }
    }

    private static void told(DataOutputStream out, Reply.Told told) throws IOException {
        text(out, told.value());
        out.writeLong(told.clock());
        out.writeInt(told.ns());
        out.writeInt(told.every());
    }

    private static void listed(DataOutputStream out, Reply.Listed listed) throws IOException {
        out.writeInt(listed.keys().size());
        for (String key : listed.keys()) text(out, key);
    }

    private static void counted(DataOutputStream out, Reply.Counted counted) throws IOException {
        out.writeInt(counted.confirmed());
        out.writeInt(counted.unknown());
    }

    private static void texts(DataOutputStream out, String first, String second) throws IOException {
        text(out, first);
        text(out, second);
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        byte[] bytes = bytes(text);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
