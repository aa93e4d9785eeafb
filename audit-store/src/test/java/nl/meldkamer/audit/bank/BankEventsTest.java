package nl.meldkamer.audit.bank;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import nl.meldkamer.audit.Event;
import nl.meldkamer.audit.Reference;
import org.junit.jupiter.api.Test;

class BankEventsTest {

    private static final Instant READ = Instant.parse("2026-03-10T08:00:00Z");

    private final BankEvents events = new BankEvents("club/bank", ZoneId.of("Europe/Amsterdam"), READ);

    @Test
    void aReturnIsAFailureOfItsMandateOnTheDayThatItWasBooked() {
        Event event = events.event(debit("STATEMENT-1", "E2E-1"), 0);
        assertThat(event.status()).isEqualTo("Failed");
        assertThat(event.reference()).isEqualTo(new Reference("SEPA Mandate", "MANDATE-1"));
        assertThat(event.occurred()).isEqualTo(Instant.parse("2026-03-08T23:00:00Z"));
        assertThat(event.details())
                .isEqualTo(
                        "{\"type\":\"return\",\"statement\":\"STATEMENT-1\",\"batch\":null,\"end_to_end_id\":\"E2E-1\","
                                + "\"mandate\":\"MANDATE-1\",\"reason\":\"AM04\",\"amount\":12.50,\"currency\":\"EUR\",\"due_date\":null}");
    }

    @Test
    void theSameReturnInANoticeAndInAStatementHasOneId() {
        assertThat(events.event(debit("NOTICE-1", "E2E-1"), 3).id())
                .isEqualTo(events.event(debit("STATEMENT-1", "E2E-1"), 7).id())
                .isNotEqualTo(events.event(debit("NOTICE-1", "E2E-2"), 3).id());
    }

    @Test
    void whatTheBankGivesNoNameIsToldApartByItsPlace() {
        assertThat(events.event(debit("NOTICE-1", null), 3).id())
                .isEqualTo(events.event(debit("NOTICE-1", null), 3).id())
                .isNotEqualTo(events.event(debit("NOTICE-1", null), 4).id());
    }

    private static ReturnedDebit debit(String statement, String endToEndId) {
        return new ReturnedDebit(
                statement,
                ReturnedDebit.Type.RETURN,
                null,
                endToEndId,
                "MANDATE-1",
                ReasonCode.of("AM04"),
                new BigDecimal("12.50"),
                "EUR",
                LocalDate.of(2026, 3, 9),
                null);
    }
}
