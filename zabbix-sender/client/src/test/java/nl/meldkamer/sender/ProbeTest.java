package nl.meldkamer.sender;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import nl.meldkamer.sender.Probe.Age;
import nl.meldkamer.sender.Probe.Finding;
import nl.meldkamer.sender.testing.Answers;
import nl.meldkamer.sender.testing.Behaviour;
import nl.meldkamer.sender.testing.FakeTrapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ProbeTest {

    @Test
    void aKnownHostOfANewServerIsToldByItsRevision() {
        try (FakeTrapper trapper = answering("{\"response\":\"success\",\"config_revision\":12,\"data\":[]}")) {
            assertThat(probe(trapper)).isEqualTo(new Finding.Zabbix(trapper.address(), true, Age.SINCE_6_4, ""));
            assertThat(trapper.requests().get(0).field("request")).isEqualTo("active checks");
            assertThat(trapper.requests().get(0).field("host")).isEqualTo("my \"host\"");
        }
    }

    @Test
    void aKnownHostOfAnOldServerHasNoRevision() {
        try (FakeTrapper trapper = answering("{\"response\":\"success\",\"data\":[{\"key\":\"a\",\"itemid\":1}]}")) {
            assertThat(probe(trapper)).isEqualTo(new Finding.Zabbix(trapper.address(), true, Age.BEFORE_6_4, ""));
        }
    }

    @Test
    void anUnknownHostStillProvesZabbix() {
        try (FakeTrapper trapper = answering(Answers.failed("host [my host] not found"))) {
            assertThat(probe(trapper))
                    .isEqualTo(new Finding.Zabbix(trapper.address(), false, Age.UNKNOWN, "host [my host] not found"));
        }
    }

    @Test
    void aRedirectProvesANewZabbixThatKnowsTheHost() {
        try (FakeTrapper trapper = answering(Answers.redirect(3, "proxy"))) {
            assertThat(probe(trapper))
                    .isEqualTo(new Finding.Zabbix(
                            trapper.address(),
                            true,
                            Age.SINCE_6_4,
                            "the host is monitored by the proxy at proxy:10051"));
        }
    }

    @Test
    void anotherProtocolIsNotZabbixAndQuoted() {
        try (FakeTrapper trapper = FakeTrapper.start(Behaviour.greeting("SSH-2.0-OpenSSH_9.2\r\n"))) {
            assertThat(probe(trapper))
                    .isInstanceOfSatisfying(
                            Finding.NotZabbix.class,
                            found -> assertThat(found.answered()).contains("SSH-2.0-"));
        }
        try (FakeTrapper trapper =
                FakeTrapper.start(Behaviour.raw("HTTP/1.1 400\r\n".getBytes(StandardCharsets.UTF_8)))) {
            assertThat(probe(trapper))
                    .isInstanceOfSatisfying(
                            Finding.NotZabbix.class,
                            found -> assertThat(found.answered()).contains("HTTP/1.1"));
        }
        try (FakeTrapper trapper = answering("{\"hello\":\"world\"}")) {
            assertThat(probe(trapper)).isInstanceOf(Finding.NotZabbix.class);
        }
    }

    @Test
    void silenceIsNoAnswer() {
        for (Behaviour behaviour : new Behaviour[] {Behaviour.silent(), Behaviour.cuttingRequestAfter(13)}) {
            try (FakeTrapper trapper = FakeTrapper.start(behaviour)) {
                assertThat(probe(trapper)).isInstanceOf(Finding.NoAnswer.class);
            }
        }
    }

    @Test
    void nobodyListeningIsUnreachable() {
        FakeTrapper trapper = FakeTrapper.start();
        trapper.close();
        assertThat(probe(trapper)).isInstanceOf(Finding.Unreachable.class);
    }

    private static FakeTrapper answering(String json) {
        return FakeTrapper.start(Behaviour.answering(json));
    }

    private static Finding probe(FakeTrapper trapper) {
        TrapperConfig config = TrapperConfig.to(trapper.address()).withTimeLimit(Duration.ofSeconds(1));
        return new Probe(config).ask("my \"host\"");
    }
}
