package nl.meldkamer.e2e.fault;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/** A clock that is set, to and fro, each time by no more than a limit away from the right time. Thread-safe. */
public final class JumpingClock implements InstantSource {

    private static final int LOOKS_BETWEEN_JUMPS = 300;

    private final InstantSource right;
    private final RandomGenerator random;
    private final Duration limit;
    private final int looks;
    private Duration wrongBy = Duration.ZERO;

    JumpingClock(InstantSource right, RandomGenerator random, Duration limit) {
        this(right, random, limit, LOOKS_BETWEEN_JUMPS);
    }

    /** @param looks at it between two jumps, on average */
    public JumpingClock(InstantSource right, RandomGenerator random, Duration limit, int looks) {
        this.right = right;
        this.random = random;
        this.limit = limit;
        this.looks = looks;
    }

    @Override
    public synchronized Instant instant() {
        if (random.nextInt(looks) == 0) {
            long most = limit.toMillis();
            wrongBy = Duration.ofMillis(random.nextLong(-most, most + 1));
        }
        return right.instant().plus(wrongBy);
    }
}
