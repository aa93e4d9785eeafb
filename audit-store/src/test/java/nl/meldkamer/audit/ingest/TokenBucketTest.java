package nl.meldkamer.audit.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TokenBucketTest {

    private long nanos;

    @Test
    void tenSecondsWorthMayComeAtOnce() {
        TokenBucket bucket = new TokenBucket(5, () -> nanos);
        assertThat(bucket.take(50)).isZero();
        assertThat(bucket.take(1)).isPositive();
    }

    @Test
    void aLargeRequestIsLetThroughAndThoseAfterItWaitForIt() {
        TokenBucket bucket = new TokenBucket(5, () -> nanos);
        assertThat(bucket.take(100)).isZero();
        assertThat(bucket.take(1)).isEqualTo(11);
        nanos += 11_000_000_000L;
        assertThat(bucket.take(1)).isZero();
    }

    @Test
    void itNeverHoldsMoreThanItsMeasure() {
        TokenBucket bucket = new TokenBucket(1, () -> nanos);
        nanos += 1_000_000_000_000L;
        assertThat(bucket.take(10)).isZero();
        assertThat(bucket.take(1)).isPositive();
    }
}
