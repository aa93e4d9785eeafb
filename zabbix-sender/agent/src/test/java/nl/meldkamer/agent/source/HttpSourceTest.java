package nl.meldkamer.agent.source;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.Optional;
import nl.meldkamer.agent.config.SourceSettings.Http;
import nl.meldkamer.templates.Collect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class HttpSourceTest {

    private static final String PATH = "/api/method/ping?key=secret";

    @RegisterExtension
    static final WireMockExtension SERVER = WireMockExtension.newInstance()
            .options(wireMockConfig().bindAddress("127.0.0.1").dynamicPort().dynamicHttpsPort())
            .build();

    @Test
    void aSiteThatAnswersAsExpectedIsUp() {
        SERVER.stubFor(get(PATH).willReturn(aResponse().withBody("{\"message\":\"pong\"}")));
        Map<String, Optional<Object>> row = ask(plain());
        assertThat(Cell.text(row, "up")).isEqualTo("1");
        assertThat(Cell.text(row, "status")).isEqualTo("200");
        assertThat(Double.parseDouble(Cell.text(row, "time_ms"))).isPositive();
        assertThat(Cell.text(row, "reason")).isEmpty();
        assertThat(row.get("cert_days")).isEmpty();
    }

    @Test
    void anotherStatusIsDownAndIsShown() {
        SERVER.stubFor(get(PATH).willReturn(aResponse().withStatus(503)));
        Map<String, Optional<Object>> row = ask(plain());
        assertThat(Cell.text(row, "up")).isEqualTo("0");
        assertThat(Cell.text(row, "status")).isEqualTo("503");
        assertThat(Cell.text(row, "reason")).isEqualTo("status 503 instead of 200");
    }

    @Test
    void aRedirectIsNotFollowed() {
        SERVER.stubFor(get(PATH).willReturn(aResponse().withStatus(302).withHeader("Location", "/login")));
        assertThat(Cell.text(ask(plain()), "reason")).isEqualTo("status 302 instead of 200");
    }

    @Test
    void aPageOfAnotherServerIsDown() {
        SERVER.stubFor(get(PATH).willReturn(aResponse().withBody("<html>It works!</html>")));
        assertThat(Cell.text(ask(plain()), "reason")).isEqualTo("the page lacks the text that is expected");
    }

    @Test
    void anAnswerThatTakesTooLongIsDown() {
        SERVER.stubFor(get(PATH).willReturn(aResponse().withBody("pong").withFixedDelay(3000)));
        Map<String, Optional<Object>> row = ask(plain(), Duration.ofSeconds(1));
        assertThat(Cell.text(row, "up")).isEqualTo("0");
        assertThat(Cell.text(row, "reason")).isEqualTo("no whole answer within 1 s");
        assertThat(row.get("time_ms")).isEmpty();
    }

    @Test
    void aConnectionThatIsCutIsDown() {
        SERVER.stubFor(get(PATH).willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));
        assertThat(Cell.text(ask(plain()), "up")).isEqualTo("0");
    }

    @Test
    void nothingThatAnswersIsDownAndNoErrorAndTellsNothingOfTheAddress() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        Map<String, Optional<Object>> row = ask("http://127.0.0.1:" + free);
        assertThat(Cell.text(row, "up")).isEqualTo("0");
        assertThat(Cell.text(row, "reason")).isEqualTo("nothing answers at the host and port");
    }

    @Test
    void aCertificateThatIsNotTrustedIsDownAndItsDaysAreKnownAllTheSame() {
        SERVER.stubFor(get(PATH).willReturn(aResponse().withBody("pong")));
        Map<String, Optional<Object>> row = ask("https://127.0.0.1:" + SERVER.getHttpsPort());
        assertThat(Cell.text(row, "up")).isEqualTo("0");
        assertThat(Cell.text(row, "reason")).contains("certificate");
        assertThat(Integer.parseInt(Cell.text(row, "cert_days"))).isPositive();
    }

    private static String plain() {
        return "http://127.0.0.1:" + SERVER.getPort();
    }

    private static Map<String, Optional<Object>> ask(String base) {
        return ask(base, Duration.ofSeconds(30));
    }

    private static Map<String, Optional<Object>> ask(String base, Duration timeout) {
        HttpSource source = new HttpSource("web", new Http(base + PATH, 200, "pong", timeout), System::nanoTime);
        return source.ask(new Collect.Http(), ZonedDateTime.now(ZoneOffset.UTC))
                .rows()
                .get(0);
    }
}
