package nl.meldkamer.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.SplittableRandom;

/** What can go wrong on a stage. Which of it goes on is in a directory: a file for each. */
final class Incidents {

    private final Stage stage;
    private final Path ongoing;

    Incidents(Stage stage) {
        this.stage = stage;
        this.ongoing = stage.directory().resolve("incidents");
    }

    List<Incident> all() {
        return List.of(new Sepa(), new Errors(), new Queue(), new Churn(), new DatabaseDown());
    }

    Incident named(String name) {
        return all().stream()
                .filter(incident -> incident.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no incident '" + name + "'; there are " + names()));
    }

    List<String> names() {
        return all().stream().map(Incident::name).toList();
    }

    boolean goesOn(String name) {
        return Files.exists(ongoing.resolve(name));
    }

    void begin(Incident incident, LocalDateTime now) throws Exception {
        // First, so that the simulator does not mend what is being broken.
        Files.createDirectories(ongoing);
        Files.writeString(ongoing.resolve(incident.name()), now + "\n");
        incident.begin(now);
    }

    void end(Incident incident, LocalDateTime now) throws Exception {
        // First, so that the simulator does not go on with what is being mended.
        Files.deleteIfExists(ongoing.resolve(incident.name()));
        incident.end(now);
    }

    private SiteEvents events(LocalDateTime now) throws IOException {
        return new SiteEvents(stage.site(), now, new SplittableRandom());
    }

    private final class Sepa implements Incident {

        private static final int FAILURES = 12;

        @Override
        public String name() {
            return "sepa";
        }

        @Override
        public void begin(LocalDateTime now) throws Exception {
            events(now).audit(FAILURES, PREFIX, "Payment Processing", "Failed");
            events(now).failedBatch(PREFIX, FAILURES);
        }

        @Override
        public List<String> expectation() {
            return List.of(
                    "A batch of " + FAILURES + " direct debits fails, and the app's SEPA audit log says so.",
                    "Within 2 minutes: 'SEPA operations failed within an hour' (high), 'direct debit batches failed' (high).");
        }

        @Override
        public void end(LocalDateTime now) throws Exception {
            SiteEvents events = events(now);
            events.moveBack("tabSEPA Audit Log", PREFIX, now.minusDays(2));
            events.moveBack("tabDirect Debit Batch", PREFIX, now.minusDays(40));
        }

        @Override
        public List<String> outcome() {
            return List.of(
                    "The incident's audit entries were moved two days back and its batch forty, as if that time had"
                            + " passed: the counts span an hour, a day, a week and a month.",
                    "Within 4 minutes the problems are resolved by themselves.");
        }
    }

    private final class Errors implements Incident {

        private static final int COUNT = 60;

        @Override
        public String name() {
            return "errors";
        }

        @Override
        public void begin(LocalDateTime now) throws Exception {
            events(now).errors(COUNT, PREFIX, "Payment provider does not answer");
        }

        @Override
        public List<String> expectation() {
            return List.of(
                    "The app logs " + COUNT + " errors, and goes on logging more.",
                    "Within 2 minutes: 'errors in an hour' (high); ver.errors.top names the error.");
        }

        @Override
        public void end(LocalDateTime now) throws Exception {
            events(now).moveBack("tabError Log", PREFIX, now.minusDays(2));
        }

        @Override
        public List<String> outcome() {
            return List.of(
                    "The incident's errors were moved two days back, as if that time had passed: the counts span an hour"
                            + " and a day.",
                    "Within 7 minutes the problem is resolved by itself: it must have been quiet for 5 minutes.");
        }
    }

    private final class Queue implements Incident {

        private static final int JOBS = 150;
        private static final String NAME = "long";

        @Override
        public String name() {
            return "queue";
        }

        @Override
        public void begin(LocalDateTime now) {
            try (var redis = stage.redis().connect()) {
                Rq rq = new Rq(redis, new SplittableRandom());
                rq.leave(NAME, 0);
                for (int i = 0; i < JOBS; i++) rq.enqueue(NAME, instant(now));
            }
        }

        @Override
        public List<String> expectation() {
            return List.of(
                    "The only worker of the queue '" + NAME + "' dies and " + JOBS + " jobs wait for it.",
                    "Within 3 minutes: 'Queue long has no worker' (high). That the queue is far too long is not raised"
                            + " beside it, as it follows from that.");
        }

        @Override
        public void end(LocalDateTime now) {
            try (var redis = stage.redis().connect()) {
                Rq rq = new Rq(redis, new SplittableRandom());
                rq.beat(NAME, 0, instant(now));
                rq.empty(NAME);
            }
        }

        private static Instant instant(LocalDateTime now) {
            return now.atZone(SiteDatabase.ZONE).toInstant();
        }

        @Override
        public List<String> outcome() {
            return List.of(
                    "A worker came back and did all the jobs.", "Within 3 minutes the problem is resolved by itself.");
        }
    }

    private final class Churn implements Incident {

        private static final int PEOPLE = 18;

        @Override
        public String name() {
            return "churn";
        }

        @Override
        public void begin(LocalDateTime now) throws Exception {
            events(now).leave(PEOPLE, PREFIX);
        }

        @Override
        public List<String> expectation() {
            return List.of(
                    PEOPLE + " members leave at once.",
                    "Within 2 minutes: 'Active members dropped' (average); within 6 minutes: 'members left in 24 hours'"
                            + " (average).");
        }

        @Override
        public void end(LocalDateTime now) throws Exception {
            events(now).takeBack(PREFIX);
        }

        @Override
        public List<String> outcome() {
            return List.of(
                    "It was a mistake: the requests are rejected and the members are active again.",
                    "Within 2 minutes the drop is resolved by itself, within 20 minutes the count of those who left: it"
                            + " must have been good for 15 minutes.");
        }
    }

    private final class DatabaseDown implements Incident {

        @Override
        public String name() {
            return "database-down";
        }

        @Override
        public void begin(LocalDateTime now) throws Exception {
            stage.mariaDb().stop();
        }

        @Override
        public List<String> expectation() {
            return List.of(
                    "The association's MariaDB is stopped.",
                    "Within 2 minutes: 'Source app is down' (high), once and not for each item.",
                    "No value falls to zero: under Latest data the items become not supported and say why.");
        }

        @Override
        public void end(LocalDateTime now) throws Exception {
            stage.mariaDb().start();
        }

        @Override
        public List<String> outcome() {
            return List.of(
                    "The association's MariaDB runs again.",
                    "Within 2 minutes the problem is resolved by itself, and the values come in again.");
        }
    }
}
