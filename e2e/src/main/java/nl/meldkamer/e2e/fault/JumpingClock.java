package nl.meldkamer.e2e.fault;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/** A clock that is set, to and fro, each time by no more than a limit away from the right time. Thread-safe. */
final class JumpingClock implements InstantSource {

    private static final int LOOKS_BETWEEN_JUMPS = 300;

    private final InstantSource right;
    private final RandomGenerator random;
    private final Duration limit;
    private Duration wrongBy = Duration.ZERO;

    JumpingClock(InstantSource right, RandomGenerator random, Duration limit) {
        this.right = right;
        this.random = random;
        this.limit = limit;
    }

    @Override
    public synchronized Instant instant() {
        if (random.nextInt(LOOKS_BETWEEN_JUMPS) == 0) {
            long most = limit.toMillis();
            wrongBy = Duration.ofMillis(random.nextLong(-most, most + 1));
        }
        return right.instant().plus(wrongBy);
    }
}
