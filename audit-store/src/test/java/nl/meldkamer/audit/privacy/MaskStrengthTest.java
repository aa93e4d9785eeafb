package nl.meldkamer.audit.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;

class MaskStrengthTest {

    /** Counted once more by trying all million, which is what someone with such a mask would do. */
    @Test
    void aMaskThatKeepsBankAndCheckDigitsLeavesTenThousandAccountsAndUnderAThousandLikelyOnes() {
        int valid = 0;
        int elevenProof = 0;
        for (int hidden = 0; hidden < 1_000_000; hidden++) {
            String account = String.format("%06d4300", hidden);
            if (!Iban.isValid("NL91ABNA" + account)) continue;
            valid++;
            if (isElevenProof(account)) elevenProof++;
        }
        assertThat(MaskStrength.candidates("NL91 ABNA **** **43 00")).isEqualTo(valid);
        assertThat(MaskStrength.elevenProofCandidates("NL91 ABNA **** **43 00")).isEqualTo(elevenProof);
        assertThat(valid).isEqualTo(10_310);
        assertThat(elevenProof).isEqualTo(936);
    }

    @Test
    void ourMaskLeavesEveryAccountOfEveryBankThatEndsSo() {
        BigInteger banks = BigInteger.valueOf(26).pow(4);
        // The check digits run from 02 to 98, so that every account has them in one way, and no other.
        BigInteger expected = banks.multiply(BigInteger.valueOf(1_000_000));
        String mask = Iban.parse("NL91ABNA0417164300").orElseThrow().mask();
        assertThat(MaskStrength.candidates(mask)).isBetween(expected, expected.multiply(BigInteger.TWO));
    }

    @Test
    void aNumberWithNothingHiddenIsItselfOrNothing() {
        assertThat(MaskStrength.candidates("NL91ABNA0417164300")).isOne();
        assertThat(MaskStrength.candidates("NL92ABNA0417164300")).isZero();
    }

    @Test
    void aMaskWithoutACountryIsRefused() {
        assertThatThrownBy(() -> MaskStrength.candidates("**91 ABNA"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("starts with a country");
    }

    private static boolean isElevenProof(String account) {
        int sum = 0;
        for (int i = 0; i < 10; i++) sum += (10 - i) * (account.charAt(i) - '0');
        return sum % 11 == 0;
    }
}
