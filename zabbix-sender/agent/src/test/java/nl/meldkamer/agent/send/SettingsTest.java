package nl.meldkamer.agent.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import nl.meldkamer.sender.Address;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
    @TempDir
    Path directory;

    @Test
    void oneValueComesFromTheOptions() throws Exception {
        Settings settings = settings("-z", "s", "-s", "h", "-k", "k", "-o", "");

        assertThat(settings.input()).isEqualTo(new Input.OneValue("h", "k", ""));
        assertThat(settings.destinations()).containsExactly(List.of(new Address("s", 10051)));
        assertThat(settings.timeLimit()).isEqualTo(Duration.ofSeconds(60));
        assertThat(settings.sourceAddress()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"'', VALUE, false", "-T, TIMESTAMP, false", "-TN, TIMESTAMP_NS, false", "-r, VALUE, true"})
    void linesHaveTheFieldsThatTheOptionsSay(String option, LineFormat format, boolean realTime) throws Exception {
        String[] words = ("-z s -g -i file " + option).strip().split(" ");

        assertThat(settings(words).input()).isEqualTo(new Input.Lines("file", format, realTime));
    }

    @Test
    void theFileOfTheAgentGivesWhatTheOptionsLeaveOut() throws Exception {
        String conf = conf("Hostname= web 1 , web2\nServerActive=a:1;b:2,c\nSourceIP=127.0.0.2\n");

        Settings settings = settings("-c", conf, "-k", "k", "-o", "v");

        assertThat(settings.input()).isEqualTo(new Input.OneValue("web 1", "k", "v"));
        assertThat(settings.destinations())
                .containsExactly(List.of(new Address("a", 1), new Address("b", 2)), List.of(new Address("c", 10051)));
        assertThat(settings.sourceAddress()).isEqualTo(IpAddress.parse("127.0.0.2"));
    }

    @Test
    void anOptionGoesBeforeTheParameter() throws Exception {
        String conf = conf("Hostname=a\nServerActive=a:1\nSourceIP=127.0.0.2\n");

        Settings settings =
                settings("-c", conf, "-z", "z", "-s", "s", "-I", "::1", "-p", "7", "-t", "5", "-k", "k", "-o", "v");

        assertThat(settings.input()).isEqualTo(new Input.OneValue("s", "k", "v"));
        assertThat(settings.destinations()).containsExactly(List.of(new Address("z", 7)));
        assertThat(settings.sourceAddress()).isEqualTo(IpAddress.parse("::1"));
        assertThat(settings.timeLimit()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void thePortOptionOverridesThePortsOfTheFileAndCompletesThoseOfTheOption() throws Exception {
        String conf = conf("ServerActive=a:1;b:2,c\n");

        assertThat(settings("-c", conf, "-p", "7", "-i", "-").destinations())
                .containsExactly(List.of(new Address("a", 7), new Address("b", 7)), List.of(new Address("c", 7)));
        assertThat(settings("-z", "a:1,b", "-p", "7", "-i", "-").destinations())
                .containsExactly(List.of(new Address("a", 1)), List.of(new Address("b", 7)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-i f|either -c or -z is expected",
                "-z s|either -i, or -k and -o, is expected",
                "-z s -s h -k k|either -i, or -k and -o, is expected",
                "-z s -s h -o v|either -i, or -k and -o, is expected",
                "-z s -i f -k k -o v|either -i, or -k and -o, is expected",
                "-z s -i f -k k|-k and -o don't go with -i",
                "-z s -s h -k k -o v -T|-T goes only with -i",
                "-z s -s h -k k -o v -r|-r goes only with -i",
                "-z s -s h -k k -o v -g|-g goes only with -i",
                "-z s -i f -N|-N goes only with -T",
                "-z s -k k -o v|no host: there is no option -s, and no file of -c that sets Hostname",
                "-z s -i f -p 0|option \"-p\": a whole number from 1 to 65535 is expected, not \"0\"",
                "-z s -i f -p x|option \"-p\": a whole number from 1 to 65535 is expected, not \"x\"",
                "-z s -i f -t 301|option \"-t\": a whole number from 1 to 300 is expected, not \"301\"",
                "-z s -i f -I local|option \"-I\": an IP address is expected, not \"local\"",
                "-z s -s h --key= -o v|option \"-k\": a value is expected, not an empty one",
                "-z s -s h -k k] -o v|option \"-k\": item key 'k]', position 2: a name has only letters, digits and _.-,"
                        + " and '[' may follow it",
                "-z s --host= -k k -o v|option \"-s\": a value is expected, not an empty one",
                "--zabbix-server= -i f|option \"-z\": a value is expected, not an empty one",
            })
    void optionsThatDontFitAreNamed(String words, String complaint) {
        assertThatThrownBy(() -> settings(words.split(" ")))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessage(complaint);
    }

    @Test
    void aWrongParameterIsNamedWithFileAndLine() throws Exception {
        String address = conf("\nServerActive=a:x\n");
        assertThatThrownBy(() -> settings("-c", address, "-i", "-"))
                .hasMessageStartingWith(address + " line 2, ServerActive: \"a:x\" is not an address");

        String source = conf("ServerActive=a\nSourceIP=eth0\n");
        assertThatThrownBy(() -> settings("-c", source, "-i", "-"))
                .hasMessage(source + " line 2, SourceIP: an IP address is expected, not \"eth0\"");
    }

    @Test
    void aFileWithoutServerNeedsTheOption() throws Exception {
        String conf = conf("ServerActive=\n");

        assertThatThrownBy(() -> settings("-c", conf, "-i", "-"))
                .hasMessage("no server: there is no option -z, and the file of -c does not set ServerActive");
        assertThat(settings("-c", conf, "-z", "s", "-i", "-").destinations()).hasSize(1);
    }

    private static Settings settings(String... words) throws InvalidSettingsException {
        return Settings.of(Arguments.parse(words));
    }

    private String conf(String text) throws IOException {
        return Files.writeString(Files.createTempFile(directory, "agentd", ".conf"), text)
                .toString();
    }
}
