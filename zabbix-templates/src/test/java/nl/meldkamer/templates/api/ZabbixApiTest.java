package nl.meldkamer.templates.api;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import nl.meldkamer.templates.api.ApiException.Kind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ZabbixApiTest {

    private static final String PAGE = "/api_jsonrpc.php";
    private static final String SECRET = "0123456789abcdef";
    private static final Login TOKEN = new Login.Token(SECRET);
    private static final Login PASSWORD = new Login.Password("Admin", SECRET);
    private static final int LATER = 10;

    private final WireMockServer server =
            new WireMockServer(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"));

    @BeforeEach
    void start() {
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    private String address() {
        return "http://127.0.0.1:" + server.port();
    }

    private ZabbixApi connect(Login login) {
        return ZabbixApi.connect(address(), login, Deadline.in(Duration.ofSeconds(30), System::nanoTime));
    }

    private ApiException refusal(Login login) {
        return refusal(address(), login);
    }

    private static ApiException refusal(String address, Login login) {
        ApiException refusal = catchThrowableOfType(
                ApiException.class,
                () -> ZabbixApi.connect(address, login, Deadline.in(Duration.ofSeconds(30), System::nanoTime)));
        assertThat(refusal).as("a refusal").isNotNull();
        assertThat(refusal).hasMessageNotContaining(SECRET);
        return refusal;
    }

    private static MappingBuilder call(String path, String method) {
        return post(urlEqualTo(path)).withRequestBody(matchingJsonPath("$[?(@.method == '" + method + "')]"));
    }

    private static MappingBuilder call(String method) {
        return call(PAGE, method);
    }

    private void answers(MappingBuilder call, String result) {
        server.stubFor(
                call.willReturn(aResponse().withBody("{\"jsonrpc\":\"2.0\",\"result\":" + result + ",\"id\":1}")));
    }

    private void refuses(MappingBuilder call, String data) {
        server.stubFor(call.willReturn(aResponse()
                .withBody("{\"jsonrpc\":\"2.0\",\"error\":{\"code\":-32602,\"message\":\"Invalid params.\",\"data\":\""
                        + data + "\"},\"id\":1}")));
    }

    private void isVersion(String version) {
        answers(call("apiinfo.version"), "\"" + version + "\"");
    }

    private MappingBuilder byBody() {
        return call("host.get").withRequestBody(matchingJsonPath("$.auth", equalTo(SECRET)));
    }

    private MappingBuilder byHeader() {
        return call("host.get").withHeader("Authorization", equalTo("Bearer " + SECRET));
    }

    @Test
    void zabbix60GetsTheTokenInTheBodyOnly() {
        isVersion("6.0.14");
        answers(byBody().withHeader("Authorization", absent()), "[]");
        assertThat(connect(TOKEN).version()).isEqualTo(new ZabbixVersion(6, 0));
    }

    @Test
    void zabbix64And70AndNewerGetTheTokenInTheHeaderOnly() {
        for (String version : new String[] {"6.4.0", "7.0.22", "7.2.1", "7.4.0", "8.0.0alpha1"}) {
            server.resetAll();
            isVersion(version);
            answers(byHeader(), "[]");
            assertThat(connect(TOKEN).note()).as(version).isEmpty();
            server.verify(0, postRequestedFor(urlEqualTo(PAGE)).withRequestBody(matchingJsonPath("$.auth")));
        }
    }

    @Test
    void aWebServerOf70ThatDropsTheHeaderIsWorkedAroundAndNamed() {
        isVersion("7.0.22");
        refuses(call("host.get"), "Not authorized.");
        answers(byBody(), "[]");
        assertThat(connect(TOKEN).note().orElseThrow()).contains("drops the header Authorization", "CGIPassAuth On");
    }

    @Test
    void a72ThatDoesNotTakeTheTokenSaysWhatMayBeWrongAndIsNeverSentItInTheBody() {
        isVersion("7.2.0");
        refuses(call("host.get"), "Not authorized.");
        ApiException refusal = refusal(TOKEN);
        assertThat(refusal.kind()).isEqualTo(Kind.NOT_AUTHORIZED);
        assertThat(refusal).hasMessageContaining("does not take an API token").hasMessageContaining("CGIPassAuth On");
        server.verify(0, postRequestedFor(urlEqualTo(PAGE)).withRequestBody(matchingJsonPath("$.auth")));
    }

    @Test
    void aWrongPasswordIsSaidWithoutThePassword() {
        isVersion("6.0.14");
        refuses(call("user.login"), "Incorrect user name or password or account is temporarily blocked.");
        ApiException refusal = refusal(PASSWORD);
        assertThat(refusal.kind()).isEqualTo(Kind.NOT_AUTHORIZED);
        assertThat(refusal).hasMessageContaining("user 'Admin'").hasMessageContaining("Incorrect user name");
    }

    @Test
    void aSessionThatAPasswordMadeIsEndedAndATokenIsNot() {
        isVersion("6.0.14");
        answers(call("user.login"), "\"" + SECRET + "\"");
        answers(byBody(), "[]");
        answers(call("user.logout"), "true");
        connect(PASSWORD).close();
        server.verify(
                1,
                postRequestedFor(urlEqualTo(PAGE))
                        .withRequestBody(matchingJsonPath("$[?(@.method == 'user.logout')]"))
                        .withRequestBody(matchingJsonPath("$.auth", equalTo(SECRET))));
        connect(TOKEN).close();
        server.verify(
                1,
                postRequestedFor(urlEqualTo(PAGE))
                        .withRequestBody(matchingJsonPath("$[?(@.method == 'user.logout')]")));
    }

    @Test
    void theApiIsFoundBelowTheAddressOfTheWebServer() {
        String below = "/zabbix" + PAGE;
        answers(call(below, "apiinfo.version"), "\"6.0.14\"");
        answers(call(below, "host.get"), "[]");
        assertThat(connect(TOKEN).address()).endsWith(below);
    }

    @Test
    void theAddressOfAPageOfTheFrontendWillDo() {
        isVersion("6.0.14");
        answers(byBody(), "[]");
        String page = address() + "/zabbix.php?action=dashboard.view";
        Deadline deadline = Deadline.in(Duration.ofSeconds(30), System::nanoTime);
        assertThat(ZabbixApi.connect(page, TOKEN, deadline).address()).isEqualTo(address() + PAGE);
    }

    @Test
    void aWrongAddressSaysWhatWasFoundWhere() {
        server.stubFor(post(urlEqualTo(PAGE))
                .willReturn(aResponse().withBody("<!DOCTYPE html><html><title>Shop</title></html>")));
        ApiException refusal = refusal(TOKEN);
        assertThat(refusal.kind()).isEqualTo(Kind.WRONG_ADDRESS);
        assertThat(refusal)
                .hasMessageContaining(address() + PAGE + ": HTML instead of JSON")
                .hasMessageContaining(address() + "/zabbix" + PAGE + ": HTTP 404");
    }

    @Test
    void aRedirectIsNamedAndNotFollowed() {
        server.stubFor(post(urlEqualTo(PAGE))
                .willReturn(aResponse().withStatus(301).withHeader("Location", "https://zabbix.example.org/")));
        assertThat(refusal(TOKEN)).hasMessageContaining("redirects to https://zabbix.example.org/; use that address");
    }

    @Test
    void anApiOfAnotherProgramIsNotTakenForZabbix() {
        answers(call("apiinfo.version"), "\"yes\"");
        assertThat(refusal(TOKEN)).hasMessageContaining("an API, but not of Zabbix");
    }

    @Test
    void anOlderZabbixIsRefused() {
        isVersion("5.0.30");
        assertThat(refusal(TOKEN)).hasMessage("Zabbix 5.0 is too old; 6.0 or newer is needed");
    }

    @Test
    void anAddressWithAPasswordInItIsRefusedWithoutSayingIt() {
        assertThat(refusal("https://Admin:" + SECRET + "@zabbix.example.org/", TOKEN))
                .hasMessageContaining("leave them out");
    }

    @Test
    void aMissingRightNamesTheMethodAndTheRight() {
        isVersion("6.0.14");
        answers(byBody(), "[]");
        refuses(call("role.create"), "No permissions to call \\\"role.create\\\".");
        ZabbixApi api = connect(TOKEN);
        ApiException refusal =
                catchThrowableOfType(ApiException.class, () -> api.call("role.create", Map.of("name", "x")));
        assertThat(refusal.kind()).isEqualTo(Kind.NO_RIGHT);
        assertThat(refusal)
                .hasMessageContaining("role.create: No permissions to call")
                .hasMessageContaining("of type Super admin");
    }

    @Test
    void whatZabbixRefusesIsSaidInItsOwnWords() {
        isVersion("6.0.14");
        answers(byBody(), "[]");
        refuses(call("host.create"), "Host with the same name already exists.");
        ZabbixApi api = connect(TOKEN);
        ApiException refusal = catchThrowableOfType(ApiException.class, () -> api.call("host.create", Map.of()));
        assertThat(refusal.kind()).isEqualTo(Kind.REFUSED);
        assertThat(refusal).hasMessage("host.create: Host with the same name already exists.");
    }

    @Test
    void anAnswerThatIsCutOffIsNotTakenForOne() {
        isVersion("6.0.14");
        answers(byBody(), "[]");
        server.stubFor(call("host.create").willReturn(aResponse().withBody("{\"jsonrpc\":\"2.0\",\"resu")));
        ZabbixApi api = connect(TOKEN);
        assertThat(catchThrowableOfType(ApiException.class, () -> api.call("host.create", Map.of())))
                .hasMessageContaining("no JSON-RPC answer but");
    }

    @Test
    void anAnswerThatDoesNotComeEndsAtTheDeadlineAndMayHaveBeenDone() {
        isVersion("6.0.14");
        answers(byBody(), "[]");
        server.stubFor(call("configuration.import").willReturn(aResponse().withFixedDelay(60_000)));
        ZabbixApi api = connect(TOKEN).until(Deadline.in(Duration.ofMillis(200), System::nanoTime));
        ApiException late = catchThrowableOfType(ApiException.class, () -> api.call("configuration.import", Map.of()));
        assertThat(late.kind()).isEqualTo(Kind.TIMEOUT);
        assertThat(late).hasMessageContaining("whether Zabbix has done it will show");
    }

    @Test
    void afterTheDeadlineNothingIsAskedAnyMore() {
        isVersion("6.0.14");
        answers(byBody(), "[]");
        AtomicLong clock = new AtomicLong();
        ZabbixApi api = connect(TOKEN).until(Deadline.in(Duration.ofNanos(LATER), clock::get));
        clock.set(LATER);
        assertThat(catchThrowableOfType(ApiException.class, () -> api.call("host.create", Map.of()))
                        .kind())
                .isEqualTo(Kind.TIMEOUT);
        server.verify(
                0,
                postRequestedFor(urlEqualTo(PAGE))
                        .withRequestBody(matchingJsonPath("$[?(@.method == 'host.create')]")));
    }

    @Test
    void aServerWithoutTlsSaysSo() {
        ApiException refusal = refusal("https://127.0.0.1:" + server.port(), TOKEN);
        assertThat(refusal.kind()).isEqualTo(Kind.TLS);
        assertThat(refusal).hasMessageContaining("is it https there");
    }

    @Test
    void nobodyAtThePortIsSaid() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        ApiException refusal = refusal("http://127.0.0.1:" + free, TOKEN);
        assertThat(refusal.kind()).isEqualTo(Kind.UNREACHABLE);
        assertThat(refusal).hasMessageContaining("127.0.0.1:" + free + " can't be reached");
    }

    @Test
    void noOnePrintsASecret() {
        assertThat(TOKEN.toString() + PASSWORD).doesNotContain(SECRET);
    }
}
