package nl.meldkamer.e2e;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A member, past, present or wished for.
 *
 * @param since when membership began; null for who is not a member yet
 */
record Member(
        String name,
        int number,
        Person person,
        String status,
        @Nullable LocalDate since,
        LocalDateTime created,
        String chapter,
        String type,
        String paymentMethod,
        String frequency,
        BigDecimal duesRate) {

    static final List<String> STATUSES =
            List.of("Pending", "Active", "Rejected", "Expired", "Suspended", "Banned", "Deceased", "Terminated");

    boolean isActive() {
        return status.equals("Active");
    }

    boolean paysBySepa() {
        return paymentMethod.equals("SEPA Direct Debit");
    }

    String customer() {
        return "CUST-%05d".formatted(number);
    }

    String membership() {
        return "MSHIP-%05d".formatted(number);
    }

    String schedule() {
        return "DUES-%05d".formatted(number);
    }

    String mandate() {
        return "MNDT-%05d".formatted(number);
    }

    Row row() {
        return Row.of("Member", name, created)
                .set("member_id", Integer.toString(number))
                .set("customer", isActive() ? customer() : "")
                .set("user", person.email())
                .set("status", status)
                .set("application_id", "APP-%05d".formatted(number))
                .set("application_status", applicationStatus())
                .set("application_date", created)
                .set("selected_membership_type", type)
                .set("member_since", since)
                .set("birth_date", person.birthDate())
                .set("email", person.email())
                .set("payment_method", paymentMethod)
                .set("iban", person.iban())
                .set("current_membership_details", isActive() ? membership() : "")
                .set("current_dues_schedule", isActive() ? schedule() : "")
                .set("current_membership_type", type)
                .set("membership_status", status)
                .set("dues_rate", duesRate)
                .set("pronouns", person.pronouns())
                .set("full_name", person.fullName());
    }

    private String applicationStatus() {
        return switch (status) {
            case "Pending" -> "Under Review";
            case "Rejected" -> "Rejected";
            default -> "Active";
        };
    }
}
