package nl.meldkamer.audit.tree;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

class ProofFuzzTest {

    @FuzzTest(maxDuration = "10m")
    void anyTextIsANoteThatCanBeWrittenAgainOrIsRefused(byte[] bytes) {
        String text = new String(bytes, UTF_8);
        try {
            assertThat(SignedNote.parse(text)).hasToString(text);
        } catch (ProofException refused) {
            assertThat(refused).message().isNotEmpty();
        }
    }

    @FuzzTest(maxDuration = "10m")
    void anyTextIsACheckpointThatCanBeWrittenAgainOrIsRefused(byte[] bytes) {
        String text = new String(bytes, UTF_8);
        try {
            assertThat(Checkpoint.parse(text).text()).isEqualTo(text);
        } catch (ProofException refused) {
            assertThat(refused).message().isNotEmpty();
        }
    }

    @FuzzTest(maxDuration = "10m")
    void anyTextIsAReceiptThatCanBeWrittenAgainOrIsRefused(byte[] bytes) {
        String text = new String(bytes, UTF_8);
        try {
            assertThat(Receipt.parse(text).text()).isEqualTo(text);
        } catch (ProofException refused) {
            assertThat(refused).message().isNotEmpty();
        }
    }

    @FuzzTest(maxDuration = "10m")
    void anyBytesAreABundleThatCanBeWrittenAgainOrAreRefused(byte[] bytes) {
        try {
            assertThat(ProofBundle.parse(bytes).toString().getBytes(UTF_8)).isEqualTo(bytes);
        } catch (ProofException refused) {
            assertThat(refused).message().isNotEmpty();
        }
    }

    @FuzzTest(maxDuration = "10m")
    void anyBytesAreAProofOfConsistencyThatCanBeWrittenAgainOrAreRefused(byte[] bytes) {
        try {
            assertThat(ConsistencyBundle.parse(bytes).toString().getBytes(UTF_8))
                    .isEqualTo(bytes);
        } catch (ProofException refused) {
            assertThat(refused).message().isNotEmpty();
        }
    }

    @FuzzTest(maxDuration = "10m")
    void anyTextIsAPublicKeyThatCanBeWrittenAgainOrIsRefused(byte[] bytes) {
        String text = new String(bytes, UTF_8);
        try {
            assertThat(VerifierKey.parse(text)).hasToString(text);
        } catch (ProofException refused) {
            assertThat(refused).message().isNotEmpty();
        }
    }

    @FuzzTest(maxDuration = "10m")
    void anyTextIsASigningKeyThatCanBeWrittenAgainOrIsRefused(byte[] bytes) {
        String text = new String(bytes, UTF_8);
        try {
            assertThat(SignerKey.parse(text).secretText()).isEqualTo(text);
        } catch (ProofException refused) {
            assertThat(refused).message().isNotEmpty();
        }
    }
}
