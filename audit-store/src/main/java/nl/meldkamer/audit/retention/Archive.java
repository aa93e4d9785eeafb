package nl.meldkamer.audit.retention;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import nl.meldkamer.audit.store.Bytes;
import nl.meldkamer.audit.store.CanonicalBytes;
import nl.meldkamer.audit.store.MalformedRecordException;
import nl.meldkamer.audit.store.Sha256;
import nl.meldkamer.audit.store.StoredEvent;
import nl.meldkamer.audit.tree.Checkpoint;
import nl.meldkamer.audit.tree.Hash;
import nl.meldkamer.audit.tree.InclusionProof;
import nl.meldkamer.audit.tree.ProofException;
import nl.meldkamer.audit.tree.SignedNote;
import nl.meldkamer.audit.tree.TilePath;
import nl.meldkamer.audit.tree.TreeHasher;
import org.jspecify.annotations.Nullable;

/**
 * The file that a month of events goes into: with it, and the public key of the sealer, each of them can be proven when
 * the store has them no more. UTF-8, a JSON object a line; hashes and records are in base64.
 *
 * <pre>
 * {"archive": 1, "month": "2018-03", "policy": 1}
 * then for each stream
 *   {"stream": "club/app", "first": 0, "last": 511, "checkpoint": a C2SP signed note}
 *   then for each tile that its events are in
 *     {"tile": number, "hashes": those of its 256 leaves, "path": [the inclusion path of the first of them]}
 *     then for each event {"seq": number, "canonical": its bytes}
 * {"end": how many events}
 * </pre>
 */
public final class Archive {

    static final int VERSION = 1;

    /**
     * In characters. An event has a mebibyte of texts, which can be three of UTF-8, and as much again of personal
     * fields; base64 makes four of three.
     */
    static final int LONGEST_LINE = 16 * 1024 * 1024;

    static final ObjectMapper JSON = new ObjectMapper();

    /** How many hashes of an inclusion path are of the leaf's own tile. */
    private static final int IN_TILE = Integer.numberOfTrailingZeros(TilePath.FULL);

    private final TreeHasher hasher = new TreeHasher();
    private final List<String> checkpoints = new ArrayList<>();
    private long events;
    private String stream = "";
    private long next;
    private long last = -1;
    private @Nullable Checkpoint checkpoint;
    private byte[] tile = new byte[0];
    private long tileIndex = -1;
    private boolean ended;

    private Archive() {}

    /**
     * What was found to be in a file.
     *
     * @param sha256 of the whole file, in hexadecimal
     * @param checkpoints the signed notes that its events were proven against, one for each stream
     */
    public record Verified(YearMonth month, long events, String sha256, List<String> checkpoints) {}

    /**
     * Reads a file to its end, and proves every event in it against the checkpoints in it. Whose these are, the caller
     * must see: by the key, or by comparing them with the store's.
     *
     * @throws ArchiveException if it is damaged, or anything in it is not proven; with the line
     */
    public static Verified verify(Path file) throws IOException, ArchiveException {
        MessageDigest digest = Sha256.digest();
        try (Reader in = new InputStreamReader(
                new DigestInputStream(Files.newInputStream(file), digest), StandardCharsets.UTF_8)) {
            Archive archive = new Archive();
            YearMonth month = archive.read(file, new BoundedLines(in, LONGEST_LINE));
            return new Verified(
                    month, archive.events, HexFormat.of().formatHex(digest.digest()), List.copyOf(archive.checkpoints));
        }
    }

    private YearMonth read(Path file, BoundedLines lines) throws IOException, ArchiveException {
        YearMonth month = null;
        try {
            for (String line = lines.next(); line != null; line = lines.next()) {
                JsonNode json = JSON.readTree(line);
                if (month == null) month = month(json);
                else take(json);
            }
        } catch (IOException
                | ProofException
                | MalformedRecordException
                | IllegalArgumentException
                | DateTimeException e) {
            throw new ArchiveException(file + " line " + lines.number() + ": " + e.getMessage(), e);
        }
        if (month == null || !ended) throw new ArchiveException(file + " breaks off after line " + lines.number());
        return month;
    }

    private static YearMonth month(JsonNode json) {
        if (json.path("archive").asInt() != VERSION)
            throw new IllegalArgumentException("it is no archive of version 1");
        return YearMonth.parse(json.path("month").asText());
    }

    private void take(JsonNode json) throws ProofException, MalformedRecordException {
        if (ended) throw new IllegalArgumentException("it goes on after its end");
        if (json.has("stream")) begin(json);
        else if (json.has("tile")) tile(json);
        else if (json.has("seq")) event(json);
        else if (json.has("end")) end(json.path("end").asLong());
        else throw new IllegalArgumentException("it is none of stream, tile, seq, end");
    }

    private void begin(JsonNode json) throws ProofException {
        requireWhole();
        stream = json.path("stream").asText();
        next = json.path("first").asLong();
        last = json.path("last").asLong();
        String note = json.path("checkpoint").asText();
        checkpoint = Checkpoint.parse(SignedNote.parse(note).text());
        checkpoints.add(note);
    }

    private void requireWhole() {
        if (next <= last) throw new IllegalArgumentException("event " + next + " of " + stream + " is missing");
    }

    private void tile(JsonNode json) {
        tileIndex = json.path("tile").asLong();
        tile = bytes(json.path("hashes"));
        if (tile.length != TilePath.FULL * Hash.SIZE) throw new IllegalArgumentException("a tile has not 256 hashes");
        List<Hash> path = new ArrayList<>();
        for (JsonNode hash : json.path("path")) path.add(Hash.of(bytes(hash)));
        Checkpoint signed = requireCheckpoint();
        InclusionProof proof = new InclusionProof(tileIndex * TilePath.FULL, signed.size(), path);
        if (!isOfTile(path) || !proof.proves(Hash.at(tile, 0), signed.root()))
            throw new IllegalArgumentException("tile " + tileIndex + " is not in the tree of the checkpoint");
    }

    /** The path of the first leaf is made of all the others of its tile. */
    private boolean isOfTile(List<Hash> path) {
        if (path.size() < IN_TILE) return false;
        for (int level = 0; level < IN_TILE; level++) {
            int width = 1 << level;
            byte[] beside = Arrays.copyOfRange(tile, width * Hash.SIZE, 2 * width * Hash.SIZE);
            if (!hasher.root(beside, width).equals(path.get(level))) return false;
        }
        return true;
    }

    private void event(JsonNode json) throws MalformedRecordException {
        long seq = json.path("seq").asLong(-1);
        byte[] canonical = bytes(json.path("canonical"));
        StoredEvent stored = CanonicalBytes.read(Bytes.of(canonical));
        boolean expected = seq == next && seq <= last && seq / TilePath.FULL == tileIndex;
        if (!expected || stored.seq() != seq || !stored.event().stream().equals(stream))
            throw new IllegalArgumentException("event " + seq + " is not the one that should stand here");
        if (!Hash.leaf(canonical).equals(Hash.at(tile, (int) (seq % TilePath.FULL))))
            throw new IllegalArgumentException("event " + seq + " is not what was sealed");
        next++;
        events++;
    }

    private void end(long said) {
        requireWhole();
        if (said != events) throw new IllegalArgumentException("it has " + events + " events, and says " + said);
        ended = true;
    }

    private Checkpoint requireCheckpoint() {
        if (checkpoint == null) throw new IllegalArgumentException("a tile before any stream");
        return checkpoint;
    }

    private static byte[] bytes(JsonNode base64) {
        return Base64.getDecoder().decode(base64.asText());
    }

    static ObjectNode line() {
        return JSON.createObjectNode();
    }
}
