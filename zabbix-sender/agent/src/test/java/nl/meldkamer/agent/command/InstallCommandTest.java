package nl.meldkamer.agent.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What the commands say before, or instead of, doing anything; what they do is tried on real servers. */
class InstallCommandTest {

    private static final String SECRET = "5ecre7";

    @TempDir
    private Path directory;

    private HttpServer shop;
    private final StringWriter said = new StringWriter();

    @BeforeEach
    void start() throws IOException {
        shop = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        shop.createContext("/", exchange -> {
            byte[] page = "<html>Buy!</html>".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
        shop.start();
    }

    @AfterEach
    void stop() {
        shop.stop(0);
    }

    private int run(String... words) {
        CommandLine command = Meldkamer.commandLine();
        command.setOut(new PrintWriter(said, true));
        command.setErr(new PrintWriter(said, true));
        return command.execute(words);
    }

    private String url() {
        return "http://127.0.0.1:" + shop.getAddress().getPort() + "/";
    }

    @Test
    void anAuditStoreNeedsAnAddressATokenOfSomeLengthAndAUser() throws IOException {
        Path token = Files.writeString(directory.resolve("audit.token"), SECRET + "\n");
        assertThat(audit("--audit-token-file", token.toString())).contains("--audit-token-file needs --audit-url");
        assertThat(audit("--audit-url", "ftp://x")).contains("--audit-url is not an address");
        assertThat(audit("--audit-url", "http://a:1", "--audit-token-file", token.toString()))
                .contains("holds no token of 16 characters or more")
                .doesNotContain(SECRET);
        assertThat(audit("--audit-url", "http://a:1", "--no-user")).contains("so not without it");
    }

    private String audit(String... options) throws IOException {
        Path token = Files.writeString(directory.resolve("token"), "abc");
        List<String> words =
                new ArrayList<>(List.of("install", "--url", url(), "--host", "h", "--token-file", token.toString()));
        words.addAll(List.of(options));
        said.getBuffer().setLength(0);
        assertThat(run(words.toArray(String[]::new))).isEqualTo(1);
        return said.toString();
    }

    @Test
    void aWrongAddressExitsWithOneAndSaysWhatIsThere() throws IOException {
        Path token = Files.writeString(directory.resolve("token"), SECRET + "\n");
        assertThat(run(
                        "install",
                        "--url",
                        url(),
                        "--host",
                        "h",
                        "--token-file",
                        token.toString(),
                        "--directory",
                        directory.resolve("d").toString()))
                .isEqualTo(1);
        assertThat(said.toString())
                .contains("there is no Zabbix API at " + url(), "HTML instead of JSON")
                .doesNotContain(SECRET)
                .doesNotContain("\tat ");
        assertThat(directory.resolve("d")).doesNotExist();
    }

    @Test
    void withoutALoginItSaysHowToGiveOne() {
        assertThat(run("uninstall", "--url", url())).isEqualTo(1);
        assertThat(said.toString()).contains("no login: give --token-file FILE");
    }

    @Test
    void aTokenFileThatIsNotThereIsNamed() {
        assertThat(run(
                        "uninstall",
                        "--url",
                        url(),
                        "--token-file",
                        directory.resolve("none").toString()))
                .isEqualTo(1);
        assertThat(said.toString()).contains("none can't be read").doesNotContain("\tat ");
    }

    @Test
    void aTokenAndAUserAreOneTooMany() throws IOException {
        Path token = Files.writeString(directory.resolve("token"), SECRET);
        assertThat(run("uninstall", "--url", url(), "--token-file", token.toString(), "--user", "Admin"))
                .isEqualTo(1);
        assertThat(said.toString()).contains("either a token or --user, not both");
    }

    @Test
    void aHostIsDemanded() {
        assertThat(run("install", "--url", url())).isEqualTo(1);
        assertThat(said.toString()).contains("--host");
    }

    @Test
    void aHostThatZabbixCannotNameIsRefusedBeforeAnythingIsAsked() {
        assertThat(run("install", "--url", url(), "--host", "Club 't Hoekje")).isEqualTo(1);
        assertThat(said.toString()).contains("letters, digits, spaces, dots, dashes and underscores");
    }

    @Test
    void anAgentsAddressIsCheckedBeforeAnythingIsAsked() {
        assertThat(run("install", "--url", url(), "--host", "h", "--agent-address", "here"))
                .isEqualTo(1);
        assertThat(run("install", "--url", url(), "--host", "h", "--via", "agent", "--agent-address", "here:x"))
                .isEqualTo(1);
        assertThat(run("install", "--url", url(), "--host", "h", "--via", "pigeon"))
                .isEqualTo(1);
        assertThat(said.toString())
                .contains("--agent-address needs --via agent or --via agent2")
                .contains("--agent-address here:x: 'x' is not a port; write HOST:PORT")
                .contains("expected one of [TRAPPER, AGENT, AGENT2");
    }

    @Test
    void anUnknownCatalogueIsNamedBeforeAnythingIsAsked() {
        assertThat(run("install", "--url", url(), "--host", "h", "--catalogue", "verenigngen"))
                .isEqualTo(1);
        assertThat(said.toString()).contains("did you mean 'verenigingen'?");
    }

    @Test
    void aMistypedMacroIsNamedBeforeAnythingIsAsked() {
        assertThat(run("install", "--url", url(), "--host", "h", "--macro", "{$VER.MEMBERS.DORP.MAX}=1"))
                .isEqualTo(1);
        assertThat(said.toString()).contains("did you mean 'VER.MEMBERS.DROP.MAX'?");
    }
}
