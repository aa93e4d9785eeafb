package nl.meldkamer.agent.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ArgumentsTest {

    @ParameterizedTest
    @EnumSource(Option.class)
    void everyOptionIsKnownByItsLongName(Option option) throws Exception {
        String[] words = option.takesArgument()
                ? new String[] {"--" + option.longName(), "x"}
                : new String[] {"--" + option.longName()};

        Arguments arguments = Arguments.parse(words);

        if (option == Option.VERBOSE) assertThat(arguments.verbosity()).isEqualTo(1);
        if (option.takesArgument()) assertThat(arguments.get(option)).hasValue("x");
        assertThat(arguments.has(option)).isTrue();
    }

    @Test
    void theLettersAreThoseOfZabbixSender() {
        StringBuilder letters = new StringBuilder();
        for (Option option : Option.values()) {
            if (option.letter() != Option.NO_LETTER)
                letters.append(option.letter()).append(option.takesArgument() ? ":" : "");
        }
        assertThat(letters).hasToString("c:z:p:I:t:s:k:o:i:TNrgvhV");
    }

    @Test
    void anArgumentFollowsItsLetterOrIsTheNextWord() throws Exception {
        assertThat(Arguments.parse("-p10051").get(Option.PORT)).hasValue("10051");
        assertThat(Arguments.parse("-p", "10051").get(Option.PORT)).hasValue("10051");
    }

    @Test
    void anArgumentMayLookLikeAnOption() throws Exception {
        assertThat(Arguments.parse("-o", "-5").get(Option.VALUE)).hasValue("-5");
        assertThat(Arguments.parse("-i", "-").get(Option.INPUT_FILE)).hasValue("-");
    }

    @Test
    void anArgumentFollowsTheEqualsSignOfALongName() throws Exception {
        assertThat(Arguments.parse("--value=a=b").get(Option.VALUE)).hasValue("a=b");
        assertThat(Arguments.parse("--value=").get(Option.VALUE)).hasValue("");
    }

    @Test
    void lettersWithoutArgumentsMayBeJoined() throws Exception {
        Arguments arguments = Arguments.parse("-vvTNri", "file");

        assertThat(arguments.verbosity()).isEqualTo(2);
        assertThat(arguments.has(Option.WITH_TIMESTAMPS)).isTrue();
        assertThat(arguments.has(Option.WITH_NS)).isTrue();
        assertThat(arguments.has(Option.REAL_TIME)).isTrue();
        assertThat(arguments.get(Option.INPUT_FILE)).hasValue("file");
    }

    @Test
    void aLongNameMayBeCutShortWhileItIsUnique() throws Exception {
        assertThat(Arguments.parse("--zabbix", "a").get(Option.SERVER)).hasValue("a");
        assertThat(Arguments.parse("--tls-cipher", "a").get(Option.TLS_CIPHER)).hasValue("a");
        assertThatThrownBy(() -> Arguments.parse("--tls-c", "a")).hasMessage("ambiguous option \"--tls-c\"");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "-x, invalid option \"-x\"",
                "--frobnicate, invalid option \"--frobnicate\"",
                "-z, option \"-z\" needs an argument",
                "--port, option \"-p\" needs an argument",
                "--help=yes, option \"--help\" takes no argument",
                "stray, invalid parameter \"stray\"",
            })
    void aWrongWordIsNamed(String word, String complaint) {
        assertThatThrownBy(() -> Arguments.parse(word))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessage(complaint);
    }

    @Test
    void whatFollowsTwoDashesIsNoOption() {
        assertThatThrownBy(() -> Arguments.parse("-k", "a", "--", "-o")).hasMessage("invalid parameter \"-o\"");
    }

    @Test
    void anOptionIsGivenOnce() {
        assertThatThrownBy(() -> Arguments.parse("-z", "a", "--zabbix-server", "b"))
                .hasMessage("option \"-z\" or \"--zabbix-server\" is given more than once");
    }

    @Test
    void anArgumentThatTheLocaleCouldNotReadIsRefusedInsteadOfSentWrong() {
        assertThatThrownBy(() -> Arguments.parse("-o", "caf\uFFFD"))
                .hasMessageContaining("-o")
                .hasMessageContaining("LC_ALL=C.UTF-8");
    }
}
