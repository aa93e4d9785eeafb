package nl.meldkamer.templates.install;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EncryptionPartTest {

    private static final int LONGEST = 128;

    @Test
    void theIdentityNamesTheHost() {
        assertThat(EncryptionPart.identity("De Linde")).isEqualTo("meldkamer De Linde");
    }

    @Test
    void anIdentityIsNeverLongerThanZabbixTakesAndCutsNoCharacterInHalf() {
        String identity = EncryptionPart.identity("x".repeat(LONGEST - "meldkamer ".length() - 1) + "\uD83D\uDEB2y");
        assertThat(identity.codePointCount(0, identity.length())).isEqualTo(LONGEST);
        assertThat(identity).endsWith("\uD83D\uDEB2");
    }
}
