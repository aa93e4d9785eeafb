package nl.meldkamer.agent.send;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentdConfTest {
    @TempDir
    Path directory;

    @Test
    void blanksAroundNameAndValueDontCount() throws Exception {
        assertThat(parse("  Hostname \t=  a b  \r\n").get("Hostname"))
                .hasValue(new Setting("a b", "x.conf line 1, Hostname"));
    }

    @Test
    void remarksAndEmptyLinesAreCountedAndPassedOver() throws Exception {
        AgentdConf conf = parse("# Hostname=no\n\n   # nor this\nHostname=yes # part of it");

        assertThat(conf.get("Hostname")).hasValue(new Setting("yes # part of it", "x.conf line 4, Hostname"));
    }

    @Test
    void theLastOfSeveralWins() throws Exception {
        assertThat(parse("Hostname=a\nHostname=b\n").get("Hostname"))
                .hasValue(new Setting("b", "x.conf line 2, Hostname"));
    }

    @Test
    void aNameIsTakenLetterForLetter() throws Exception {
        assertThat(parse("hostname=a\n").get("Hostname")).isEmpty();
    }

    @Test
    void parametersThatNobodyAsksForMayHoldAnything() throws Exception {
        assertThat(parse("StartAgents=many\nFrobnicate=\nUserParameter=a[*],echo $1 = 2\n")
                        .get("StartAgents"))
                .isPresent();
    }

    @Test
    void aLineThatIsNoParameterIsNamed() {
        assertThatThrownBy(() -> parse("Hostname=a\nServerActive 127.0.0.1\n"))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessage("x.conf line 2: \"Name=value\" is expected");
    }

    @Test
    void aLineThatIsNotUtf8IsNamed() {
        assertThatThrownBy(() -> AgentdConf.parse("A=b\nHostname=\u00e9\n".getBytes(ISO_8859_1), "x.conf"))
                .hasMessage("x.conf line 2: is not UTF-8");
    }

    @Test
    void aFileThatIsMissingIsNamed() {
        Path missing = directory.resolve("missing.conf");

        assertThatThrownBy(() -> AgentdConf.read(missing)).hasMessage("can't read " + missing + ": no such file");
    }

    @Test
    void anIncludedFileCountsWhereItIsIncluded() throws Exception {
        Path included = write("included.conf", "Hostname=b\nServerActive=s\n");
        Path main = write("main.conf", "Hostname=a\nInclude=" + included + "\nServerActive=t\n");

        AgentdConf conf = AgentdConf.read(main);

        assertThat(conf.get("Hostname")).hasValue(new Setting("b", included + " line 1, Hostname"));
        assertThat(conf.get("ServerActive")).hasValue(new Setting("t", main + " line 3, ServerActive"));
    }

    @Test
    void aDirectoryIncludesItsFilesByName() throws Exception {
        Path included = Files.createDirectory(directory.resolve("conf.d"));
        Files.writeString(included.resolve("2.conf"), "Hostname=second\n");
        Files.writeString(included.resolve("1.conf"), "Hostname=first\n");
        Files.createDirectory(included.resolve("3.conf"));

        assertThat(AgentdConf.read(write("main.conf", "Include=" + included)).get("Hostname"))
                .map(Setting::value)
                .hasValue("second");
    }

    @Test
    void aPatternIncludesTheFilesThatMatch() throws Exception {
        Path included = Files.createDirectory(directory.resolve("conf.d"));
        Files.writeString(included.resolve("a.conf"), "Hostname=a\n");
        Files.writeString(included.resolve("b.conf.bak"), "Hostname=b\n");
        Files.writeString(included.resolve("aXconf"), "Hostname=x\n");

        assertThat(AgentdConf.read(write("main.conf", "Include=" + included + "/*.conf"))
                        .get("Hostname"))
                .map(Setting::value)
                .hasValue("a");
    }

    @Test
    void anIncludeThatFindsNothingIsNamed() throws Exception {
        Path main = write("main.conf", "\nInclude=" + directory + "/none.conf");

        assertThatThrownBy(() -> AgentdConf.read(main))
                .hasMessage(main + " line 2, Include: a file or directory that exists is expected, not \"" + directory
                        + "/none.conf\"");
    }

    @Test
    void aPatternIsForTheLastPartOfAnAbsolutePathOnly() throws Exception {
        for (String pattern : new String[] {"*.conf", directory + "/*/a.conf"}) {
            Path main = write("main.conf", "Include=" + pattern);
            assertThatThrownBy(() -> AgentdConf.read(main)).hasMessageContaining("in its last part only");
        }
    }

    @Test
    void aFileThatIncludesItselfIsFoundOut() throws Exception {
        Path main = write("main.conf", "Include=" + directory.resolve("main.conf") + "\n");

        assertThatThrownBy(() -> AgentdConf.read(main)).hasMessageContaining("does it include itself?");
    }

    private static AgentdConf parse(String text) throws InvalidSettingsException {
        return AgentdConf.parse(text.getBytes(UTF_8), "x.conf");
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }
}
