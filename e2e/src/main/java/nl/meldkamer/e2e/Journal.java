package nl.meldkamer.e2e;

import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Invents what the app wrote down about itself: its audit log and its error log. */
final class Journal {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    /** In good health: the last minute, the last hour, the last day, and two weeks. */
    private static final int[] ERRORS = {1, 2, 15, 150};

    private static final int[] ERRORS_IN_TROUBLE = {8, 9, 60, 300};
    private static final int AUDITED_LAST_HOUR = 16;
    private static final int AUDITED_LAST_DAY = 200;
    private static final int AUDITED_BEFORE = 1500;

    private final Choice<String> titles = new Choice<String>()
            .or(30, "Sales Invoice validation failed")
            .or(20, "Email sending failed")
            .or(5, "Mail to lid17@example.org failed")
            .or(15, "Permission denied")
            .or(10, "Member history update timed out")
            .or(10, "SEPA Direct Debit Payment Error")
            .or(6, "Chapter assignment not found")
            .or(4, "Deadlock found when trying to get lock");
    private final Choice<String> processes = new Choice<String>()
            .or(30, "Mandate Creation")
            .or(20, "Batch Generation")
            .or(20, "Bank Submission")
            .or(30, "Payment Processing");

    private final List<ErrorEntry> errors = new ArrayList<>();
    private final List<AuditEntry> audit = new ArrayList<>();
    private final Moments moments;
    private final RandomGenerator random;
    private final Choice<String> compliances;

    Journal(Moments moments, RandomGenerator random, Health health) {
        this.moments = moments;
        this.random = random;
        compliances = new Choice<String>()
                .or(196, "Compliant")
                .or(2 + health.troubles(20), "Exception")
                .or(2 + health.troubles(20), "Failed")
                .or(health.troubles(10), "Pending Review");
        addErrors(health == Health.GOOD ? ERRORS : ERRORS_IN_TROUBLE);
        addAudit();
    }

    List<ErrorEntry> errors() {
        return errors;
    }

    List<AuditEntry> audit() {
        return audit;
    }

    private void addErrors(int[] counts) {
        addErrors(counts[0], Duration.ZERO, MINUTE);
        addErrors(counts[1], MINUTE.multipliedBy(8), MINUTE.multipliedBy(44));
        addErrors(counts[2], HOUR.plus(MINUTE), HOUR.multipliedBy(22));
        addErrors(counts[3], DAY.plus(HOUR.multipliedBy(2)), DAY.multipliedBy(13));
    }

    private void addErrors(int count, Duration least, Duration most) {
        for (int i = 0; i < count; i++) {
            String name = "ERR-%06d".formatted(errors.size() + 1);
            errors.add(new ErrorEntry(name, moments.ago(least, most), titles.draw(random), random.nextInt(4) == 0));
        }
    }

    private void addAudit() {
        addAudit(AUDITED_LAST_HOUR, MINUTE, MINUTE.multipliedBy(44));
        addAudit(AUDITED_LAST_DAY, HOUR.plus(MINUTE), HOUR.multipliedBy(22));
        addAudit(AUDITED_BEFORE, DAY.plus(HOUR.multipliedBy(2)), DAY.multipliedBy(60));
    }

    private void addAudit(int count, Duration least, Duration most) {
        for (int i = 0; i < count; i++) {
            String id = "AUD-%06d".formatted(audit.size() + 1);
            LocalDateTime at = moments.ago(least, most);
            audit.add(new AuditEntry(id, at, processes.draw(random), compliances.draw(random)));
        }
    }
}
