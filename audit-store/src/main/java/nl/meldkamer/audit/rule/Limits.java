package nl.meldkamer.audit.rule;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * What an association agrees on for itself.
 *
 * @param zone of the dates in details
 * @param prenotificationDays between the notice and the due date: 14, or what was agreed with the debtors
 * @param approval how long an approval may take
 * @param execution how long what was approved may wait to be executed
 * @param booking how long a return may wait to be booked
 * @param acknowledgement how long an alert may wait for a person
 * @param skew how much later than its happening an event may be recorded
 */
public record Limits(
        ZoneId zone,
        int prenotificationDays,
        Duration approval,
        Duration execution,
        Duration booking,
        Duration acknowledgement,
        Duration skew) {

    /** The periods of the rulebook, and for the rest those that the app's own reports use. */
    public static Limits standard(ZoneId zone) {
        return new Limits(
                zone,
                14,
                Duration.ofDays(7),
                Duration.ofDays(3),
                Duration.ofDays(5),
                Duration.ofMinutes(15),
                Duration.ofDays(1));
    }

    /** The day on which the debtor pays; where the details do not say, the day of the event. */
    LocalDate due(Fact fact) {
        return fact.date(Words.DUE_DATE).orElseGet(() -> day(fact));
    }

    LocalDate day(Fact fact) {
        return LocalDate.ofInstant(fact.occurred(), zone);
    }
}
