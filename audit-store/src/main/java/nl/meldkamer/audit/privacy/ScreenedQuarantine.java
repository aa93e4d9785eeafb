package nl.meldkamer.audit.privacy;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import nl.meldkamer.audit.Appended;
import nl.meldkamer.audit.ComplianceStatus;
import nl.meldkamer.audit.Event;
import nl.meldkamer.audit.EventLog;
import nl.meldkamer.audit.Quarantine;
import nl.meldkamer.audit.Reference;
import nl.meldkamer.audit.privacy.TextScanner.Scanned;

/**
 * The quarantine behind the door: bytes without anything plain are kept as they are; of others only what is masked, and
 * an event tells of it. What stands under {@code personal} is masked whatever it is, since in quarantine nobody's key
 * can erase it. Thread-safe.
 */
public final class ScreenedQuarantine implements Quarantine {

    private static final String PERSONAL = "personal";
    private static final long COMMIT_SECONDS = 20;

    private final Quarantine quarantine;
    private final EventLog log;
    private final String stream;
    private final InstantSource clock;
    private final JsonScanner scanner = new JsonScanner(PERSONAL);

    /** @param stream that events about findings go to */
    public ScreenedQuarantine(Quarantine quarantine, EventLog log, String stream, InstantSource clock) {
        this.quarantine = quarantine;
        this.log = log;
        this.stream = stream;
        this.clock = clock;
    }

    @Override
    public long keep(String producer, byte[] raw, String reason) throws SQLException {
        String text = text(raw);
        Scanned scanned = scanner.scan("bytes", text);
        String clean = withoutTornPersonal(scanned.text());
        if (clean.equals(text)) return quarantine.keep(producer, raw, reason);
        String told = reason + " (what is personal in it is masked)";
        long number = quarantine.keep(producer, clean.getBytes(StandardCharsets.UTF_8), told);
        if (!scanned.findings().isEmpty()) report(producer, number, scanned.findings());
        return number;
    }

    /** What is no UTF-8 is read as Latin-1, in which all bytes are characters. */
    private static String text(byte[] raw) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(raw))
                    .toString();
        } catch (CharacterCodingException e) {
            return new String(raw, StandardCharsets.ISO_8859_1);
        }
    }

    /** Of JSON that breaks off nobody can tell where its personal part ends. */
    private static String withoutTornPersonal(String text) {
        int at = text.indexOf('"' + PERSONAL + '"');
        return at < 0 || JsonScanner.isJson(text) ? text : text.substring(0, at) + '"' + PERSONAL + "\" •••";
    }

    private void report(String producer, long number, List<Finding> findings) throws SQLException {
        String name = Long.toString(number);
        Event event = new Event(
                stream,
                producer,
                "quarantine/" + name + "/privacy",
                "Privacy",
                Door.ACTION,
                ComplianceStatus.EXCEPTION.word(),
                new Reference("Quarantine", name),
                null,
                null,
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                Door.details("quarantine", name, findings),
                null);
        if (outcome(event) instanceof Appended.Refused refused) throw new SQLException(refused.reason());
    }

    private Appended outcome(Event event) throws SQLException {
        try {
            return log.append(List.of(event))
                    .get(COMMIT_SECONDS, TimeUnit.SECONDS)
                    .get(0);
        } catch (ExecutionException | TimeoutException e) {
            throw new SQLException("the store did not answer in " + COMMIT_SECONDS + " s");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLException("it was stopped");
        }
    }
}
