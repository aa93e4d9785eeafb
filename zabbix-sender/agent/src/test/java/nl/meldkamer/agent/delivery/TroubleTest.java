package nl.meldkamer.agent.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import nl.meldkamer.sender.Outcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class TroubleTest {

    private static final Outcome REFUSED = new Outcome.Refused("no license");

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger(Trouble.class);
    private long nanoTime = 5;
    private final Trouble trouble = new Trouble("main", () -> nanoTime);

    @BeforeEach
    void listen() {
        log.start();
        logger.setLevel(Level.INFO);
        logger.addAppender(log);
    }

    @AfterEach
    void leave() {
        logger.detachAppender(log);
        logger.setLevel(null);
    }

    @Test
    void aHostThatIsRefusedAgainAndAgainIsNamedEveryHour() {
        for (int minute = 0; minute <= 120; minute++) {
            trouble.began("linde", REFUSED);
            nanoTime += Duration.ofMinutes(1).toNanos();
        }
        assertThat(log.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .hasSize(3)
                .allMatch(line -> line.contains("host linde") && line.contains("no license"))
                .last()
                .asString()
                .contains("for PT2H so far");
        assertThat(trouble.hosts()).isEqualTo(1);
    }

    @Test
    void theEndIsTold() {
        trouble.began("linde", REFUSED);
        trouble.isOver("linde");
        trouble.isOver("linde");
        assertThat(log.list).hasSize(2);
        assertThat(trouble.hosts()).isZero();
    }
}
