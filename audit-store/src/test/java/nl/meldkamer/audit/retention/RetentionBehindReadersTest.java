package nl.meldkamer.audit.retention;

import static nl.meldkamer.audit.retention.ThreeMonths.MARCH;
import static nl.meldkamer.audit.retention.ThreeMonths.OF_A_MONTH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import nl.meldkamer.audit.Reference;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A month of which somebody does not let go. */
class RetentionBehindReadersTest {
    private static final Patience THREE_TRIES =
            new Patience(Duration.ofSeconds(5), 3, Duration.ofMillis(300), Duration.ofMillis(300));
    private static final Patience MANY_TRIES =
            new Patience(Duration.ofSeconds(5), 100, Duration.ofMillis(300), Duration.ofMillis(100));

    @RegisterExtension
    final ThreeMonths months = new ThreeMonths();

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"audit.event", "audit.event_2018_03"})
    void aMonthThatIsReadAllTheTimeStaysAsItWasAndGoesAfterwards(String table) throws Exception {
        try (Handle reader = read(table)) {
            assertThatThrownBy(() -> retention(THREE_TRIES).apply(MARCH, directory, "ann"))
                    .isInstanceOf(MonthStaysException.class)
                    .hasMessage("month 2018-03 stays: in 3 tries somebody was always reading the events, such as a"
                            + " report, an export or a backup: try again when that has ended");
            assertThat(months.count("tombstone")).isZero();
            assertThat(Retention.due(months.retention().plan())).contains(MARCH);
            reader.rollback();
        }
        assertThat(months.verification().valid()).isTrue();
        months.retention().apply(MARCH, directory, "ann");
        months.awaitEvents(2 * OF_A_MONTH + 1);
        months.seal();
        assertThat(months.verification().valid()).isTrue();
    }

    @Test
    void aMonthGoesWhenItsReaderEndsBetweenTwoTriesAndMeanwhileEventsAreWritten() throws Exception {
        CompletableFuture<Void> gone;
        try (Handle reader = read("audit.event")) {
            gone = CompletableFuture.runAsync(() -> {
                try {
                    retention(MANY_TRIES).apply(MARCH, directory, "ann");
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
            for (int i = 0; i < 50; i++) append(i);
            assertThat(gone).isNotDone();
            reader.rollback();
        }
        gone.join();
        months.awaitEvents(2 * OF_A_MONTH + 50 + 1);
        months.seal();
        assertThat(months.verification().valid()).isTrue();
    }

    private Retention retention(Patience patience) {
        return months.retention(patience, step -> {});
    }

    /** Somebody who has read, and has the table until the end of the transaction. */
    private Handle read(String table) {
        Handle reader = months.asSuperuser().begin();
        assertThat(reader.createQuery("SELECT count(*) FROM " + table)
                        .mapTo(Long.class)
                        .one())
                .isPositive();
        return reader;
    }

    private void append(int number) {
        months.append(List.of(months.event(
                "meanwhile" + number,
                "Payment Processing",
                "payment_submitted",
                new Reference("Payment Entry", "PE"))));
    }
}
