package nl.meldkamer.audit.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

class CanonicalBytesFuzzTest {

    @FuzzTest(maxDuration = "10m")
    void anyBytesAreTheOneFormOfAnEventOrAreRefused(byte[] bytes) {
        try {
            StoredEvent stored = CanonicalBytes.read(Bytes.of(bytes));
            assertThat(CanonicalBytes.write(stored)).isEqualTo(Bytes.of(bytes));
        } catch (MalformedRecordException refused) {
            assertThat(refused).message().isNotEmpty();
        }
    }
}
