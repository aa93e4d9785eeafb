package nl.meldkamer.sender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class NameLookupTest {

    private static final Duration PLENTY = Duration.ofSeconds(30);
    private static final Duration LITTLE = Duration.ofMillis(20);

    private final CountDownLatch answer = new CountDownLatch(1);

    @AfterEach
    void endLookups() {
        answer.countDown();
    }

    @Test
    void aNameIsResolved() throws UnknownHostException {
        InetAddress[] addresses = {InetAddress.getLoopbackAddress()};
        assertThat(new NameLookup(host -> addresses).lookUp("zabbix.example", Deadline.in(PLENTY)))
                .isEqualTo(addresses);
    }

    @Test
    void aNameThatIsNoneIsAFailure() {
        NameLookup lookup = new NameLookup(host -> {
            throw new UnknownHostException(host);
        });
        assertThatThrownBy(() -> lookup.lookUp("zabbix.example", Deadline.in(PLENTY)))
                .isInstanceOf(UnknownHostException.class)
                .hasMessage("the name cannot be resolved");
    }

    @Test
    void aLookupThatTakesLongerThanTheTimeLimitIsAFailureWithAName() {
        assertThatThrownBy(() -> new NameLookup(this::hang).lookUp("zabbix.example", Deadline.in(LITTLE)))
                .isInstanceOf(UnknownHostException.class)
                .hasMessage("the name was not resolved within the time limit");
    }

    @Test
    void lookupsThatHangAreBounded() {
        NameLookup lookup = new NameLookup(this::hang);
        for (int i = 0; i < NameLookup.MOST; i++)
            assertThatThrownBy(() -> lookup.lookUp("zabbix.example", Deadline.in(LITTLE)))
                    .hasMessageContaining("within the time limit");
        assertThatThrownBy(() -> lookup.lookUp("zabbix.example", Deadline.in(PLENTY)))
                .hasMessageContaining("other lookups have no answer yet");
    }

    @Test
    void anAddressNeedsNoThread() throws UnknownHostException {
        Thread caller = Thread.currentThread();
        NameLookup lookup = new NameLookup(host -> {
            assertThat(Thread.currentThread()).isSameAs(caller);
            return InetAddress.getAllByName(host);
        });
        assertThat(lookup.lookUp("127.0.0.1", Deadline.in(PLENTY))).hasSize(1);
        assertThat(lookup.lookUp("::1", Deadline.in(PLENTY))).hasSize(1);
    }

    private InetAddress[] hang(String host) throws UnknownHostException {
        try {
            answer.await();
            return InetAddress.getAllByName("127.0.0.1");
        } catch (InterruptedException e) {
            throw new UnknownHostException(host);
        }
    }
}
