package nl.meldkamer.audit.retention;

import static nl.meldkamer.audit.retention.ThreeMonths.APRIL;
import static nl.meldkamer.audit.retention.ThreeMonths.MARCH;
import static nl.meldkamer.audit.retention.ThreeMonths.OF_A_MONTH;
import static nl.meldkamer.audit.retention.ThreeMonths.STREAM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.YearMonth;
import java.util.concurrent.CompletableFuture;
import nl.meldkamer.audit.store.Meanwhile;
import nl.meldkamer.audit.store.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Months that go while they are read, and readers of what goes. */
class RetentionWhileReadingTest {

    @RegisterExtension
    final ThreeMonths months = new ThreeMonths();

    @TempDir
    Path directory;

    @Test
    void aMonthThatGoesAfterItWasReadMakesNothingOfItInvalid() throws Exception {
        CompletableFuture<Void> gone = whileVerifying("min(idx) FROM audit.tile", MARCH);
        assertThat(months.verification().valid()).isTrue();
        gone.join();
    }

    @Test
    void aMonthThatIsBeingReadGoesWhenItWasRead() throws Exception {
        CompletableFuture<Void> gone = whileVerifying("hashes FROM audit.tile WHERE stream", MARCH);
        assertThat(months.verification().valid()).isTrue();
        gone.join();
        assertThat(months.verification().valid()).isTrue();
    }

    @Test
    void aRangeOfAMonthThatIsBeingReadIsRight() throws Exception {
        CompletableFuture<Void> gone = whileVerifying("hashes FROM audit.tile WHERE stream", MARCH);
        assertThat(months.verifier().verify(STREAM, 0, OF_A_MONTH).valid()).isTrue();
        gone.join();
        assertThat(months.verifier().verify(STREAM, 0, OF_A_MONTH).valid()).isTrue();
    }

    @Test
    void whereAMonthWentSoThatRollUpsCanNoLongerBeComparedNothingIsSaidAboutThem() throws Exception {
        months.retention().apply(MARCH, directory, "ann");
        CompletableFuture<Void> gone = whileVerifying("min(idx) FROM audit.tile", APRIL);
        assertThatThrownBy(months::verification)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("verify it again");
        gone.join();
        assertThat(months.verification().valid()).isTrue();
    }

    private CompletableFuture<Void> whileVerifying(String statement, YearMonth month) {
        return Meanwhile.before(
                months.store().as(Role.READER),
                statement,
                () -> months.retention().apply(month, directory, "ann"));
    }
}
