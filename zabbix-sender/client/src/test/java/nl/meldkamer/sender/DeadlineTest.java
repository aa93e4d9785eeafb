package nl.meldkamer.sender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DeadlineTest {

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);

    @Test
    void whatIsLeftIsRoundedUpSoThatNoWaitIsForEver() throws SocketTimeoutException {
        Deadline deadline = Deadline.in(Duration.ofMillis(2), now::get);
        assertThat(deadline.millisLeft()).isEqualTo(2);
        now.addAndGet(1_999_999);
        assertThat(deadline.millisLeft()).isEqualTo(1);
    }

    @Test
    void nothingLeftIsATimeout() {
        Deadline deadline = Deadline.in(Duration.ofMillis(2), now::get);
        now.addAndGet(2_000_000);
        assertThatThrownBy(deadline::millisLeft).isInstanceOf(SocketTimeoutException.class);
        assertThatThrownBy(deadline.share(3)::millisLeft).isInstanceOf(SocketTimeoutException.class);
    }

    @Test
    void aShareIsThePartOfWhatIsLeft() throws SocketTimeoutException {
        Deadline deadline = Deadline.in(Duration.ofMillis(900), now::get);
        now.addAndGet(300_000_000);
        assertThat(deadline.share(3).millisLeft()).isEqualTo(200);
        assertThat(deadline.share(1).millisLeft()).isEqualTo(600);
    }
}
