package nl.meldkamer.audit.seal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import nl.meldkamer.audit.store.CanonicalBytes;
import nl.meldkamer.audit.tree.Checkpoint;
import nl.meldkamer.audit.tree.GrowingTree;
import nl.meldkamer.audit.tree.Hash;
import nl.meldkamer.audit.tree.InclusionProof;
import nl.meldkamer.audit.tree.ProofBundle;
import nl.meldkamer.audit.tree.SignerKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OfflineVerifierTest {
    private static final SignerKey KEY = SignerKey.generate("audit.example.org", new SecureRandom());

    /** In a virtual machine that has our own classes and no library. */
    @Test
    void itNeedsNothingButTheJdk(@TempDir Path directory) throws Exception {
        Path proof = Files.writeString(
                directory.resolve("event.tlog-proof"), proof(0, Events.STREAM).toString());
        Path out = directory.resolve("out");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classes(),
                OfflineVerifier.class.getName(),
                KEY.verifier().toString(),
                proof.toString()));
        Process verifier = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        try {
            assertThat(verifier.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            verifier.destroyForcibly();
        }
        assertThat(Files.readString(out)).contains("event.tlog-proof: valid", "action: action_0");
        assertThat(verifier.exitValue()).isZero();
    }

    private static String classes() throws Exception {
        return Path.of(OfflineVerifier.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())
                .toString();
    }

    /** A tree of one event, which claims any number and any stream. */
    private static ProofBundle proof(long seq, String stream) {
        byte[] canonical = CanonicalBytes.write(Events.event(seq, "{}")).toArray();
        GrowingTree tree = new GrowingTree();
        tree.append(Hash.leaf(canonical), (tile, hashes) -> {});
        Checkpoint checkpoint = Checkpoint.of("audit.example.org/" + stream, 1, tree.root());
        return new ProofBundle(canonical, new InclusionProof(0, 1, List.of()), checkpoint.sign(KEY));
    }

    @Test
    void aRecordThatIsNotTheOneAtItsPlaceIsInvalid(@TempDir Path directory) throws IOException {
        Path number = Files.writeString(
                directory.resolve("number"), proof(1, Events.STREAM).toString());
        Path stream = Files.writeString(
                directory.resolve("stream"), proof(0, "another").toString());
        Path good = Files.writeString(
                directory.resolve("good"), proof(0, Events.STREAM).toString());
        assertThat(run(number))
                .contains("INVALID: the record has another number")
                .endsWith("exit 2");
        assertThat(run(stream))
                .contains("INVALID: the record is of another stream")
                .endsWith("exit 2");
        assertThat(run(good)).endsWith("exit 0");
        assertThat(run(good, number)).contains("good: valid").endsWith("exit 2");
        assertThat(run(good, directory.resolve("none")))
                .contains("none: not verified")
                .endsWith("exit 1");
    }

    private static String run(Path... files) {
        var out = new ByteArrayOutputStream();
        List<String> proofs = Stream.of(files).map(Path::toString).toList();
        int exit = new OfflineVerifier(new PrintWriter(out, true, UTF_8))
                .run(KEY.verifier().toString(), proofs);
        return out.toString(UTF_8) + "exit " + exit;
    }
}
