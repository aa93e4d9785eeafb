package nl.meldkamer.sender;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import nl.meldkamer.sender.testing.FakeTrapper;

/** One sample that is sent by TLS, and what becomes of it. */
final class TlsExchange {

    static final String KEY = "0123456789abcdef0123456789ABCDEF";
    static final Outcome ACCEPTED = new Outcome.Accepted(1);

    private TlsExchange() {}

    static Packet packetFor(String host) {
        return Packet.of(List.of(Sample.of(host, "key", "42", 1_700_000_000, 1)));
    }

    static Outcome send(FakeTrapper trapper, TlsSettings tls) {
        return new TrapperSender(TrapperConfig.to(trapper.address()).withTls(tls)).send(packetFor("host"));
    }

    static void assertNotSent(FakeTrapper trapper, TlsSettings tls, String reason) {
        assertThat(send(trapper, tls))
                .isInstanceOfSatisfying(
                        Outcome.NotSent.class,
                        notSent -> assertThat(notSent.reason()).contains(reason));
    }
}
