package nl.meldkamer.agent.spool;

import java.time.Duration;

/**
 * What is remembered of samples that were delivered, so that it can be verified that Zabbix has them.
 *
 * @param age how long; zero: nothing is
 * @param most how many at most
 */
public record DeliveryMemory(Duration age, int most) {

    public static final DeliveryMemory OFF = new DeliveryMemory(Duration.ZERO, 100_000);

    public DeliveryMemory {
        if (age.isNegative()) throw new IllegalArgumentException("age is negative");
        if (most < 1) throw new IllegalArgumentException("most is below 1: " + most);
    }

    boolean isOff() {
        return age.isZero();
    }
}
