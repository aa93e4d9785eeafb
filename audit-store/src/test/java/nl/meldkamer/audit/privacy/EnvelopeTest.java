package nl.meldkamer.audit.privacy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class EnvelopeTest {

    private static final UUID ID = UUID.fromString("00112233-4455-6677-8899-aabbccddeeff");
    private static final SecretKey KEY = new SecretKeySpec(new byte[32], "AES");
    private static final byte[] CONTEXT = "association/app".getBytes(UTF_8);
    private static final byte[] PLAIN = "Jan Jansen".getBytes(UTF_8);

    private final SecureRandom random = new SecureRandom();

    @Test
    void whatWasSealedOpensWithTheSameKeyAndContext() {
        assertThat(new Envelope(sealed()).open(KEY, CONTEXT)).hasValue(PLAIN);
    }

    @Test
    void theFormatIsTheOneThatIsDrawn() {
        byte[] envelope = sealed();
        assertThat(envelope).hasSize(1 + 16 + 12 + PLAIN.length + 16);
        assertThat(HexFormat.of().formatHex(envelope)).startsWith("0100112233445566778899aabbccddeeff");
        assertThat(new Envelope(envelope).keyId()).hasValue(ID);
    }

    @Test
    void anEnvelopeOfAnotherProgramThatKnowsTheFormatOpens() throws Exception {
        byte[] header = HexFormat.of().parseHex("0100112233445566778899aabbccddeeff");
        byte[] nonce = HexFormat.of().parseHex("cafebabefacedbaddecaf888");
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, KEY, new GCMParameterSpec(128, nonce));
        cipher.updateAAD(header);
        cipher.updateAAD(CONTEXT);
        byte[] body = cipher.doFinal(PLAIN);
        byte[] envelope = ByteBuffer.allocate(header.length + nonce.length + body.length)
                .put(header)
                .put(nonce)
                .put(body)
                .array();
        assertThat(new Envelope(envelope).open(KEY, CONTEXT)).hasValue(PLAIN);
    }

    @Test
    void noByteCanBeChanged() {
        byte[] envelope = sealed();
        for (int i = 0; i < envelope.length; i++) {
            byte[] changed = envelope.clone();
            changed[i] ^= 1;
            assertThat(new Envelope(changed).open(KEY, CONTEXT)).as("byte " + i).isEmpty();
        }
    }

    @Test
    void anotherContextOrKeyDoesNotOpenIt() {
        byte[] other = new byte[32];
        other[0] = 1;
        assertThat(new Envelope(sealed()).open(KEY, "association/other".getBytes(UTF_8)))
                .isEmpty();
        assertThat(new Envelope(sealed()).open(new SecretKeySpec(other, "AES"), CONTEXT))
                .isEmpty();
    }

    @Test
    void theSamePlaintextNeverGivesTheSameBytes() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 1000; i++)
            assertThat(seen.add(HexFormat.of().formatHex(sealed()))).isTrue();
    }

    @Test
    void bytesThatAreNoEnvelopeDoNotOpen() {
        long seed = System.nanoTime();
        Random bytes = new Random(seed);
        for (int length = 0; length < 200; length++) {
            byte[] some = new byte[length];
            bytes.nextBytes(some);
            assertThat(new Envelope(some).open(KEY, CONTEXT)).as("seed " + seed).isEmpty();
        }
    }

    private byte[] sealed() {
        return Envelope.seal(ID, KEY, CONTEXT, PLAIN, random).bytes();
    }
}
