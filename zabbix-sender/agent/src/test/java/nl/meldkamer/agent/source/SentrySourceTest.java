package nl.meldkamer.agent.source;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.Optional;
import nl.meldkamer.agent.config.Secret;
import nl.meldkamer.agent.config.SourceSettings.Sentry;
import nl.meldkamer.templates.Collect;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SentrySourceTest {

    private static final ZonedDateTime NOON = ZonedDateTime.of(2026, 11, 22, 12, 0, 0, 0, ZoneOffset.UTC);
    private static final String ISSUES = "/api/0/projects/linde/site/issues/";

    @RegisterExtension
    static final WireMockExtension SERVER = WireMockExtension.newInstance()
            .options(wireMockConfig().bindAddress("127.0.0.1").dynamicPort())
            .build();

    private SentrySource source;

    @BeforeEach
    void connect() {
        source = new SentrySource(
                "sentry",
                new Sentry(
                        "http://127.0.0.1:" + SERVER.getPort(),
                        "linde",
                        "site",
                        new Secret("geheim"),
                        Duration.ofSeconds(30)));
    }

    @Test
    void issuesOfAllPagesAreCountedByLevel() throws SourceException {
        SERVER.stubFor(get(urlPathEqualTo(ISSUES))
                .withHeader("Authorization", equalTo("Bearer geheim"))
                .withQueryParam("query", equalTo("is:unresolved lastSeen:-24h"))
                .withQueryParam("cursor", absent())
                .willReturn(
                        aResponse().withHeader("Link", link("0:100:0", "true")).withBody("""
                        [{"level":"error","title":"x","stats":{"24h":[[1,2],[2,3]]}},
                         {"level":"fatal","title":"y","stats":{"24h":[[1,1]]}}]""")));
        SERVER.stubFor(get(urlPathEqualTo(ISSUES))
                .withQueryParam("cursor", equalTo("0:100:0"))
                .willReturn(aResponse()
                        .withHeader("Link", link("0:200:0", "false"))
                        .withBody("[{\"level\":\"error\"},{\"level\":\"sample\"}]")));
        var rows = source.ask(new Collect.Sentry(), NOON).rows();
        assertThat(rows).extracting(row -> Cell.text(row, "level")).containsExactlyElementsOf(Collect.Sentry.LEVELS);
        assertThat(numbers(rows.get(0))).isEqualTo("1 1");
        assertThat(numbers(rows.get(1))).isEqualTo("3 5");
        assertThat(numbers(rows.get(2))).isEqualTo("0 0");
    }

    @Test
    void pagesWithoutEndAreBrokenOff() {
        SERVER.stubFor(get(urlPathEqualTo(ISSUES))
                .willReturn(
                        aResponse().withHeader("Link", link("0:100:0", "true")).withBody("[]")));
        assertThatThrownBy(() -> source.ask(new Collect.Sentry(), NOON)).hasMessageContaining("more than 20 pages");
    }

    @Test
    void sentryBeingDownIsSaidWithoutTheToken() {
        SERVER.stubFor(get(urlPathEqualTo(ISSUES)).willReturn(aResponse().withStatus(502)));
        assertThatThrownBy(() -> source.ask(new Collect.Sentry(), NOON))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("is broken (status 502)")
                .hasMessageNotContaining("geheim");
    }

    @Test
    void anObjectInPlaceOfAListIsNoAnswer() {
        SERVER.stubFor(get(urlPathEqualTo(ISSUES)).willReturn(aResponse().withBody("{\"detail\":\"?\"}")));
        assertThatThrownBy(() -> source.ask(new Collect.Sentry(), NOON)).hasMessageContaining("is not Sentry's");
    }

    private static String link(String cursor, String more) {
        return "<http://x/?cursor=0:0:1>; rel=\"previous\"; results=\"false\"; cursor=\"0:0:1\", <http://x/?cursor="
                + cursor + ">; rel=\"next\"; results=\"" + more + "\"; cursor=\"" + cursor + "\"";
    }

    private static String numbers(Map<String, Optional<Object>> row) {
        return Cell.text(row, "issues") + " " + Cell.text(row, "events");
    }
}
