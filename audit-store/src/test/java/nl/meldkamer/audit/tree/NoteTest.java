package nl.meldkamer.audit.tree;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoteTest {
    /** The example of the package that the standard was made after, golang.org/x/mod/sumdb/note. */
    private static final String SECRET =
            "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";

    private static final String PUBLIC = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    private static final String TEXT = """
            If you think cryptography is the answer to your problem,
            then you don't know what your problem is.
            """;
    private static final String NOTE =
            TEXT + "\n\u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN"
                    + "1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";

    private static final SignerKey KEY = SignerKey.generate("audit.example.org", new SecureRandom());

    @Test
    void thePublishedKeySignsThePublishedNote() throws ProofException {
        SignerKey signer = SignerKey.parse(SECRET);
        assertThat(signer.verifier()).hasToString(PUBLIC);
        assertThat(signer.secretText()).isEqualTo(SECRET);
        assertThat(signer.sign(TEXT)).hasToString(NOTE);
        SignedNote note = SignedNote.parse(NOTE);
        VerifierKey.parse(PUBLIC).verify(note);
        assertThat(note.text()).isEqualTo(TEXT);
    }

    @Test
    void aCheckpointIsReadAgainAsItWasSigned() throws ProofException {
        Checkpoint checkpoint =
                new Checkpoint("audit.example.org/a b", 20_852_163, TreeHasher.EMPTY, List.of("extension 1"));
        SignedNote note = checkpoint.sign(KEY);
        assertThat(Checkpoint.open(SignedNote.parse(note.toString()), KEY.verifier()))
                .isEqualTo(checkpoint);
        assertThat(note.text())
                .startsWith("audit.example.org/a b\n20852163\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n");
    }

    @Test
    void aWitnessMaySignBesideTheLog() throws ProofException {
        SignerKey witness = SignerKey.generate("witness.example.org", new SecureRandom());
        String text = Checkpoint.of("origin", 1, TreeHasher.EMPTY).text();
        SignedNote both = new SignedNote(text, List.of(witness.signature(text), KEY.signature(text)));
        SignedNote read = SignedNote.parse(both.toString());
        KEY.verifier().verify(read);
        witness.verifier().verify(read);
        assertThat(read).isEqualTo(both);
    }

    @Test
    void aKeyOfTheSameNameIsAnotherKey() {
        SignerKey other = SignerKey.generate("audit.example.org", new SecureRandom());
        SignedNote note = Checkpoint.of("origin", 1, TreeHasher.EMPTY).sign(other);
        assertThatThrownBy(() -> KEY.verifier().verify(note)).hasMessageContaining("not signed by audit.example.org");
    }

    @Test
    void aWrongSignatureBesideAGoodOneRefusesTheNote() {
        String text = Checkpoint.of("origin", 1, TreeHasher.EMPTY).text();
        SignedNote note = new SignedNote(text, List.of(KEY.signature(text), KEY.signature("another\n")));
        assertThatThrownBy(() -> KEY.verifier().verify(note)).hasMessageContaining("is wrong");
    }

    @Test
    void noBitOfANoteCanBeTurnedOver() {
        byte[] note = Checkpoint.of("origin", 123, TreeHasher.EMPTY)
                .sign(KEY)
                .toString()
                .getBytes(UTF_8);
        for (int bit = 0; bit < 8 * note.length; bit++) {
            byte[] changed = note.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            String text = new String(changed, UTF_8);
            assertThatThrownBy(() -> Checkpoint.open(SignedNote.parse(text), KEY.verifier()))
                    .isInstanceOf(ProofException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "text\n",
                "text\n\n",
                "text\n\n\u2014 name\n",
                "text\n\n- name AAAAAAA=\n",
                "text\n\n\u2014 name AAAAAAA\n",
                "text\n\n\u2014 name AAAAAAB=\n",
                "text\n\n\u2014 name AAAAAA==\n",
                "text\n\n\u2014 na+me AAAAAAA=\n",
                "text\n\n\u2014 na\u00a0me AAAAAAA=\n",
                "text\n\n\u2014  AAAAAAA=\n",
                "text\n\n\u2014 name AAAAAAA= \n",
                "text\n\n\u2014 name AAAAAAA=",
                "te\txt\n\n\u2014 name AAAAAAA=\n",
                "text\r\n\n\u2014 name AAAAAAA=\n"
            })
    void whatIsNoNoteIsRefused(String text) {
        assertThatThrownBy(() -> SignedNote.parse(text)).isInstanceOf(ProofException.class);
    }

    @Test
    void sixtyFourSignaturesAreTakenAndOneMoreIsNot() throws ProofException {
        String line = "\u2014 name AAAAAAA=\n";
        assertThat(SignedNote.parse("text\n\n" + line.repeat(64)).signatures()).hasSize(64);
        assertThatThrownBy(() -> SignedNote.parse("text\n\n" + line.repeat(65))).hasMessageContaining("more than 64");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "origin\n1\n",
                "origin\n01\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
                "origin\n+1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
                "origin\n-1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
                "origin\n9223372036854775808\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
                "origin\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU\n",
                "origin\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFV=\n",
                "origin\n1\nAAAA\n",
                "\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
                "origin\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n\n",
                "origin\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="
            })
    void whatIsNoCheckpointIsRefused(String text) {
        assertThatThrownBy(() -> Checkpoint.parse(text)).isInstanceOf(ProofException.class);
    }

    @Test
    void anOriginThatWouldReadAsAnotherCheckpointIsRefused() {
        assertThatThrownBy(() -> Checkpoint.of("origin\n9", 1, TreeHasher.EMPTY))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "PeterNeumann+c74f20a3",
                "PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
                "PeterNeuman+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
                "PeterNeumann+c74f20a3+Ahpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
                "PeterNeumann+c74f20a3+ARpc",
                "+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
            })
    void whatIsNoPublicKeyIsRefused(String text) {
        assertThatThrownBy(() -> VerifierKey.parse(text)).isInstanceOf(ProofException.class);
    }

    @Test
    void theSecretIsInNoTextThatIsNotAskedForIt() {
        String secret = SECRET.substring(SECRET.lastIndexOf('+') + 1);
        for (String text : List.of(SECRET.replace("c74f", "c74e"), SECRET + "A", SECRET.replace("Peter", "Pete "))) {
            assertThatThrownBy(() -> SignerKey.parse(text))
                    .isInstanceOf(ProofException.class)
                    .satisfies(refused -> assertThat(refused.getMessage()).doesNotContain(secret));
        }
        assertThatCode(() -> assertThat(SignerKey.parse(SECRET).toString()).doesNotContain(secret))
                .doesNotThrowAnyException();
    }

    @Test
    void aKeyFileIsForItsOwnerOnlyAndIsNeverOverwritten(@TempDir Path directory) throws IOException, ProofException {
        Path file = directory.resolve("audit.key");
        KeyFile.create(file, KEY);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(KeyFile.load(file).secretText()).isEqualTo(KEY.secretText());
        assertThatThrownBy(() -> KeyFile.create(file, KEY)).isInstanceOf(FileAlreadyExistsException.class);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        assertThatThrownBy(() -> KeyFile.load(file)).hasMessageContaining("must be 0600");
    }

    @Test
    void aBundleProvesItsRecordAndNoBitOfItCanBeTurnedOver() throws ProofException {
        List<byte[]> leaves = Stream.of("a", "b", "c", "d", "e")
                .map(text -> text.getBytes(UTF_8))
                .toList();
        Tree tree = new Tree(MemoryTiles.of(leaves), 5);
        SignedNote note = Checkpoint.of("origin", 5, tree.root()).sign(KEY);
        byte[] document = new ProofBundle(leaves.get(3), tree.inclusion(3), note)
                .toString()
                .getBytes(UTF_8);
        assertThat(ProofBundle.parse(document).verify(KEY.verifier()).size()).isEqualTo(5);
        for (int bit = 0; bit < 8 * document.length; bit++) {
            byte[] changed = document.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            assertThatThrownBy(() -> ProofBundle.parse(changed).verify(KEY.verifier()))
                    .as("bit %d", bit)
                    .isInstanceOf(ProofException.class);
        }
        for (int length = 0; length < document.length; length++) {
            byte[] cut = Arrays.copyOf(document, length);
            assertThatThrownBy(() -> ProofBundle.parse(cut).verify(KEY.verifier()))
                    .isInstanceOf(ProofException.class);
        }
    }
}
