package nl.meldkamer.audit.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import nl.meldkamer.audit.store.Sha256;
import nl.meldkamer.audit.tree.ConsistencyBundle;

/**
 * The files of an evidence pack: a page and JSON, a proof of each event, the checkpoints, a proof that they go on from
 * what the witness has seen, the public key, and the verifier with what it takes to run it. Made again of the same
 * store and witness, it is the same to the byte.
 */
public final class EvidencePack {

    private final Map<String, byte[]> files = new LinkedHashMap<>();

    /** @param zone of the times on the page */
    public EvidencePack(MandateEvidence evidence, ZoneId zone) {
        files.put("README.txt", readme());
        files.put("evidence.html", new EvidencePage(evidence, zone).write().getBytes(UTF_8));
        files.put("evidence.json", EvidenceJson.of(evidence).getBytes(UTF_8));
        files.put("audit.signing.key.pub", (evidence.key() + "\n").getBytes(UTF_8));
        files.put("audit-verifier.jar", VerifierJar.bytes());
        int number = 0;
        for (String note : evidence.checkpoints().values())
            files.put("checkpoints/%03d.txt".formatted(++number), note.getBytes(UTF_8));
        int proven = 0;
        for (ConsistencyBundle bundle : evidence.seen().values())
            files.put(
                    "consistency/%03d.tlog-consistency".formatted(++proven),
                    bundle.toString().getBytes(UTF_8));
        evidence.events()
                .forEach(event ->
                        files.put(event.proofFile(), event.proof().toString().getBytes(UTF_8)));
        files.put("SHA256SUMS", sums());
    }

    private static byte[] readme() {
        try (InputStream text = Objects.requireNonNull(EvidencePack.class.getResourceAsStream("README.txt"))) {
            return text.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As sha256sum writes and checks them. */
    private byte[] sums() {
        StringBuilder sums = new StringBuilder();
        files.forEach((name, content) -> sums.append(
                        HexFormat.of().formatHex(Sha256.digest().digest(content)))
                .append("  ")
                .append(name)
                .append('\n'));
        return sums.toString().getBytes(UTF_8);
    }

    /** As one file, which must not be there. */
    public void writeZip(Path file) throws IOException {
        try (ZipWriter zip =
                new ZipWriter(new BufferedOutputStream(Files.newOutputStream(file, StandardOpenOption.CREATE_NEW)))) {
            for (Map.Entry<String, byte[]> each : files.entrySet()) zip.put(each.getKey(), each.getValue());
        }
    }

    /** Into a directory, which is made; files that are there are not written over. */
    public void writeTo(Path directory) throws IOException {
        for (Map.Entry<String, byte[]> each : files.entrySet()) {
            Path file = directory.resolve(each.getKey());
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            Files.write(file, each.getValue(), StandardOpenOption.CREATE_NEW);
        }
    }
}
