package nl.meldkamer.audit.rule;

import java.util.Optional;

/**
 * How alerts went in a period. Nothing of nothing: where there were none, there is no time.
 *
 * @param detect from when a problem began, as Zabbix dates it (the clock of the value), to when the store recorded the
 *     first notice of it; of the problems that began in the period
 * @param acknowledge from when it began to its first acknowledgement; of those acknowledged in the period
 * @param resolve from when it began to its end; of those that ended in the period
 * @param ended how many ended in the period
 * @param noise how many of these ended by themselves within {@link AlertFigures#SHORT} and nobody touched
 */
public record AlertTimes(
        String period,
        Optional<Spread> detect,
        Optional<Spread> acknowledge,
        Optional<Spread> resolve,
        long ended,
        long noise) {}
