package nl.meldkamer.e2e;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;

/** A member's leave to collect from an account. */
record Mandate(Member member, String status, LocalDateTime created) {

    static final List<String> STATUSES = List.of("Draft", "Active", "Cancelled", "Expired", "Suspended");

    private static final int VALID_YEARS = 50;

    Row row() {
        LocalDate signed = created.toLocalDate();
        return Row.of("SEPA Mandate", member.mandate(), created)
                .set("mandate_id", member.mandate())
                .set("member", member.name())
                .set("status", status)
                .set("mandate_type", "RCUR")
                .set("scheme", "SEPA")
                .set("iban", member.person().iban())
                .set("bic", Iban.BIC)
                .set("sign_date", signed)
                .set("first_collection_date", signed.plusMonths(1))
                .set("expiry_date", signed.plusYears(VALID_YEARS))
                .set("is_active", status.equals("Active") ? 1 : 0)
                .set("frequency", "Variable")
                .set("used_for_memberships", 1);
    }
}
