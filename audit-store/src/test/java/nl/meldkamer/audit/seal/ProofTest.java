package nl.meldkamer.audit.seal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static nl.meldkamer.audit.seal.Original.KEY;
import static nl.meldkamer.audit.seal.Original.SIZE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import nl.meldkamer.audit.store.AuditStore;
import nl.meldkamer.audit.store.CanonicalBytes;
import nl.meldkamer.audit.store.Role;
import nl.meldkamer.audit.tree.Checkpoint;
import nl.meldkamer.audit.tree.Hash;
import nl.meldkamer.audit.tree.ProofBundle;
import nl.meldkamer.audit.tree.ProofException;
import nl.meldkamer.audit.tree.Receipt;
import nl.meldkamer.audit.tree.SignedNote;
import nl.meldkamer.audit.tree.SignerKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the prover gives out, and who takes it. */
class ProofTest {
    @Test
    void aProofHoldsWithoutTheStoreAndAnOtherKeyOrRecordDoesNot(@TempDir Path directory) throws Exception {
        try (AuditStore store = Original.copy()) {
            Prover prover = new Prover(store.as(Role.READER), KEY.verifier());
            ProofBundle proof = prover.prove(Events.STREAM, 65_999).orElseThrow();
            Path file = directory.resolve("event.tlog-proof");
            Files.writeString(file, proof.toString());
            assertThat(offline(KEY.verifier().toString(), file.toString()))
                    .startsWith("0 ")
                    .contains("valid", "number 65999 of 66000", "process: Termination");
            Path key = Files.writeString(directory.resolve("audit.pub"), KEY.verifier() + "\n");
            assertThat(offline(key.toString(), file.toString())).startsWith("0 ");

            SignerKey other = SignerKey.generate("audit.example.org", new SecureRandom());
            assertThat(offline(other.verifier().toString(), file.toString()))
                    .startsWith("2 ")
                    .contains("INVALID: it is not signed");
            byte[] forged = CanonicalBytes.write(Events.event(65_999, "{\"forged\": 1}"))
                    .toArray();
            Files.writeString(file, new ProofBundle(forged, proof.inclusion(), proof.checkpoint()).toString());
            assertThat(offline(key.toString(), file.toString()))
                    .startsWith("2 ")
                    .contains("not in the signed tree");
            assertThat(offline(key.toString())).startsWith("1 ").contains("usage");
            assertThat(offline(file.toString(), file.toString())).startsWith("1 ");
            assertThat(offline(key.toString(), directory.resolve("none").toString()))
                    .startsWith("1 ")
                    .contains("can't be read");
        }
    }

    private static String offline(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int exit = new OfflineVerifier(new PrintWriter(out, true, UTF_8)).run(arguments);
        return exit + " " + out.toString(UTF_8);
    }

    @Test
    void theProverGivesOutNoProofThatDoesNotHold() throws Exception {
        try (AuditStore store = Original.copy(Events.rewrite(777))) {
            Prover prover = new Prover(store.as(Role.READER), KEY.verifier());
            assertThatThrownBy(() -> prover.prove(Events.STREAM, 777)).isInstanceOf(ProofException.class);
            assertThat(prover.prove(Events.STREAM, 778)).isPresent();
            assertThat(prover.prove(Events.STREAM, SIZE)).isEmpty();
            assertThat(prover.prove("another", 0)).isEmpty();
        }
    }

    @Test
    void theCheckpointsOfAStoreAreProvenConsistent() throws Exception {
        try (AuditStore store = Original.copy()) {
            Prover prover = new Prover(store.as(Role.READER), KEY.verifier());
            List<Checkpoint> seen = new ArrayList<>();
            for (String note : Original.seen()) seen.add(Checkpoint.open(SignedNote.parse(note), KEY.verifier()));
            assertThat(seen).hasSize(3);
            for (Checkpoint from : seen) {
                for (Checkpoint to : seen.subList(seen.indexOf(from), 3)) {
                    assertThat(prover.consistency(Events.STREAM, from, to).proves(from.root(), to.root()))
                            .isTrue();
                }
            }
        }
    }

    @Test
    void aReceiptIsKeptByTheProofOfTheSameEventOnly() throws Exception {
        try (AuditStore store = Original.copy()) {
            ProofBundle proof = new Prover(store.as(Role.READER), KEY.verifier())
                    .prove(Events.STREAM, 777)
                    .orElseThrow();
            String origin = "audit.example.org/" + Events.STREAM;
            Receipt receipt = new Receipt(origin, 777, Hash.leaf(proof.data()));
            Receipt read = Receipt.open(SignedNote.parse(receipt.sign(KEY).toString()), KEY.verifier());
            assertThat(read).isEqualTo(receipt);
            read.requireKeptBy(proof);
            assertThatThrownBy(() -> new Receipt(origin, 776, receipt.leaf()).requireKeptBy(proof))
                    .hasMessageContaining("another event");
            assertThatThrownBy(() -> new Receipt(origin + "2", 777, receipt.leaf()).requireKeptBy(proof))
                    .hasMessageContaining("another tree");
        }
    }
}
