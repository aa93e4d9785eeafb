package nl.meldkamer.audit.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import nl.meldkamer.audit.Event;
import nl.meldkamer.audit.PersonalFields;
import nl.meldkamer.audit.Reference;
import nl.meldkamer.audit.privacy.DataKeys;
import nl.meldkamer.audit.privacy.Erasures;
import nl.meldkamer.audit.privacy.KeyRing;
import nl.meldkamer.audit.privacy.PersonalVault;
import nl.meldkamer.audit.report.SealedStore;
import nl.meldkamer.audit.seal.Prover;
import nl.meldkamer.audit.seal.Witness;
import nl.meldkamer.audit.store.Role;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MandateEvidenceTest {

    private static final String NAME = "Wilhelmina Zonderling";
    private static final ZoneId ZONE = ZoneId.of("Europe/Amsterdam");

    @TempDir
    private Path directory;

    private final SecureRandom random = new SecureRandom();
    private DataKeys keys;
    private PersonalVault vault;
    private SealedStore store;

    @BeforeEach
    void open() throws Exception {
        Path file = directory.resolve("keys");
        KeyRing.make(file, random);
        keys = new DataKeys(KeyRing.read(file), random, InstantSource.system());
        vault = new PersonalVault(keys, random);
        store = SealedStore.open(vault);
        store.at("2026-01-10T09:00:00Z")
                .append(mandate("SM-1", "UMR/2026-1"))
                .append(mandate("SM-2", "UMR/2026-12"))
                .at("2026-02-10T09:00:00Z")
                .event("Batch Generation", "batch_Generated", "Compliant", "Direct Debit Batch/B-1", "{}")
                .event(
                        "Payment Processing",
                        "collection_Processed",
                        "Compliant",
                        "Direct Debit Batch/B-1",
                        line("UMR\\/2026-1"))
                .event(
                        "Payment Processing",
                        "collection_Processed",
                        "Compliant",
                        "Direct Debit Batch/B-1",
                        line("UMR/2026-12"))
                .event(
                        "Payment Processing",
                        "debit_collected",
                        "Compliant",
                        "Collection/C-1",
                        "{\"mandate\": \"UMR/2026-1\", \"end_to_end_id\": \"E2E-1\"}")
                .event("Batch Generation", "batch_Generated", "Compliant", "Direct Debit Batch/B-2", "{}")
                .at("2026-12-10T09:00:00Z")
                .event(
                        "Payment Processing",
                        "debit_returned",
                        "Failed",
                        "Statement/S-1",
                        "{\"end_to_end_id\": \"E2E-1\", \"reason\": \"MD01\"}")
                .event(
                        "Payment Processing",
                        "debit_returned",
                        "Failed",
                        "Statement/S-1",
                        "{\"end_to_end_id\": \"E2E-2\", \"reason\": \"MD01\"}")
                .seal();
    }

    @AfterEach
    void close() throws Exception {
        store.close();
    }

    private static String line(String reference) {
        return "{\"parent\": \"B-1\", \"mandate_reference\": \"" + reference + "\", \"amount\": 25.00}";
    }

    private static Event mandate(String name, String reference) {
        return new Event(
                SealedStore.STREAM,
                "app",
                name,
                "Mandate Creation",
                "mandate_Active",
                "Compliant",
                new Reference("SEPA Mandate", name),
                "ann",
                null,
                Instant.parse("2026-01-10T08:00:00Z"),
                "{\"mandate_id\": \"" + reference + "\"}",
                new PersonalFields("MEM-" + name, Map.of("name", NAME), Map.of()));
    }

    private MandateEvidence collect(String mandate, PersonalReader personal) throws EvidenceException {
        return MandateEvidence.collect(store.store(), store.key(), Witness.none(), mandate, personal);
    }

    private static List<Long> numbers(MandateEvidence evidence) {
        return evidence.events().stream()
                .map(event -> event.found().stored().seq())
                .toList();
    }

    @Test
    void allThatBelongsToAMandateIsFoundByEitherOfItsNamesAndNothingOfAnother() throws Exception {
        assertThat(numbers(collect("SM-1", PersonalReader.hiding()))).containsExactly(0L, 2L, 3L, 5L, 7L);
        assertThat(numbers(collect("UMR/2026-1", PersonalReader.hiding()))).containsExactly(0L, 2L, 3L, 5L, 7L);
        assertThat(collect("SM-1", PersonalReader.hiding()).names()).containsExactlyInAnyOrder("SM-1", "UMR/2026-1");
        assertThatThrownBy(() -> collect("SM-9", PersonalReader.hiding()))
                .isInstanceOf(EvidenceException.class)
                .hasMessageContaining("nothing about mandate SM-9");
    }

    @Test
    void theUnpackedVerifierProvesEachEventWithNothingButJava() throws Exception {
        Path zip = directory.resolve("evidence.zip");
        new EvidencePack(collect("SM-1", PersonalReader.hiding()), ZONE).writeZip(zip);
        Path unpacked = unpack(zip);
        List<String> proofs;
        try (Stream<Path> files = Files.list(unpacked.resolve("proofs"))) {
            proofs = files.map(file -> "proofs/" + file.getFileName()).sorted().toList();
        }
        assertThat(proofs).hasSize(5);
        assertThat(verify(unpacked, proofs))
                .contains("proofs/00001.tlog-proof: valid")
                .endsWith("exit 0");
        assertThat(run(unpacked, List.of("sha256sum", "-c", "--quiet", "SHA256SUMS")))
                .endsWith("exit 0");

        Path first = unpacked.resolve(proofs.get(0));
        Path second = unpacked.resolve(proofs.get(1));
        String[] one = Files.readString(first).split("\n", 3);
        String[] other = Files.readString(second).split("\n", 3);
        Files.writeString(first, one[0] + "\n" + other[1] + "\n" + one[2]);
        assertThat(verify(unpacked, proofs)).contains("INVALID").endsWith("exit 2");
    }

    @Test
    void theCheckpointIsProvenToGoOnFromTheLastOneThatTheWitnessHasSeen() throws Exception {
        String seen = checkpoint(store);
        store.append(mandate("SM-3", "UMR/2026-3")).seal();
        MandateEvidence evidence = MandateEvidence.collect(
                store.store(), store.key(), origin -> List.of(seen), "SM-1", PersonalReader.hiding());
        Path zip = directory.resolve("evidence.zip");
        new EvidencePack(evidence, ZONE).writeZip(zip);
        Path unpacked = unpack(zip);
        List<String> proof = List.of("consistency/001.tlog-consistency");
        Path file = unpacked.resolve(proof.get(0));
        assertThat(verify(unpacked, proof))
                .contains(": valid", "begins with: the 9 events of the checkpoint")
                .endsWith("exit 0");
        assertThat(Files.readString(file)).contains(seen);

        String[] lines = Files.readString(file).split("\n", 4);
        Files.writeString(file, String.join("\n", lines[0], lines[2], lines[1], lines[3]));
        assertThat(verify(unpacked, proof))
                .contains("INVALID: the tree of size 9 is not the beginning of that of 10")
                .endsWith("exit 2");
    }

    @Test
    void thereIsNoEvidenceOfARecordThatIsNotTheOneThatTheWitnessHasSeen() throws Exception {
        try (SealedStore other = SealedStore.open(vault)) {
            other.append(mandate("SM-1", "UMR/2026-1")).seal();
            String seen = checkpoint(other);
            assertThatThrownBy(() -> MandateEvidence.collect(
                            store.store(), store.key(), origin -> List.of(seen), "SM-1", PersonalReader.hiding()))
                    .isInstanceOf(EvidenceException.class)
                    .hasMessageContaining("run audit verify");
        }
    }

    private static String checkpoint(SealedStore store) {
        return new Prover(store.store().as(Role.READER), store.key())
                .checkpoint(SealedStore.STREAM)
                .orElseThrow();
    }

    @Test
    void theSameEvidenceIsTheSameToTheByte() throws Exception {
        Path one = directory.resolve("one.zip");
        Path other = directory.resolve("other.zip");
        new EvidencePack(collect("SM-1", PersonalReader.hiding()), ZONE).writeZip(one);
        new EvidencePack(collect("SM-1", PersonalReader.hiding()), ZONE).writeZip(other);
        assertThat(Files.mismatch(one, other)).isEqualTo(-1);
        EvidencePack pack = new EvidencePack(collect("SM-1", PersonalReader.hiding()), ZONE);
        assertThatThrownBy(() -> pack.writeZip(one)).isInstanceOf(IOException.class);
        pack.writeTo(directory.resolve("folder"));
        assertThat(directory.resolve("folder/proofs/00005.tlog-proof")).exists();
    }

    @Test
    void personalFieldsAreReadOnlyWhenAskedForAndNotAfterAnErasure() throws Exception {
        String hidden = page(collect("SM-1", PersonalReader.hiding()));
        assertThat(hidden).doesNotContain(NAME).contains("encrypted; SHA-256");
        PersonalReader opening = PersonalReader.opening(store.store().as(Role.WRITER), vault);
        assertThat(page(collect("SM-1", opening))).contains("name: " + NAME);

        new Erasures(
                        store.store().as(Role.RETENTION),
                        keys,
                        (stream, source, id) -> Optional.empty(),
                        (stream, size) -> Optional.empty(),
                        InstantSource.system())
                .erase(new Erasures.Request(SealedStore.STREAM, "MEM-SM-1", "dpo", "request"));
        String erased = page(collect("SM-1", opening));
        assertThat(erased).doesNotContain(NAME).contains("Personal fields, erased");
        JsonNode json = new ObjectMapper().readTree(EvidenceJson.of(collect("SM-1", opening)));
        assertThat(json.at("/events/0/personal/erased_sha256").asText()).hasSize(64);
        assertThat(json.at("/events/0/canonical").asText()).isNotEmpty();
    }

    private static String page(MandateEvidence evidence) {
        return new EvidencePage(evidence, ZONE).write();
    }

    private Path unpack(Path zip) throws IOException {
        Path unpacked = directory.resolve("unpacked");
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                Path file = unpacked.resolve(entry.getName());
                Files.createDirectories(file.getParent());
                Files.copy(in, file);
            }
        }
        return unpacked;
    }

    /** As README.txt says. */
    private static String verify(Path unpacked, List<String> proofs) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                "audit-verifier.jar",
                "audit.signing.key.pub"));
        command.addAll(proofs);
        return run(unpacked, command);
    }

    private static String run(Path folder, List<String> command) throws Exception {
        Path out = folder.resolveSibling("out");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        try {
            assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        return Files.readString(out) + "exit " + process.exitValue();
    }
}
