package nl.meldkamer.e2e;

import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request to end a membership.
 *
 * @param executed when it took effect; null while it has not
 */
record Termination(
        String name,
        Member member,
        String type,
        String status,
        LocalDateTime requested,
        @Nullable LocalDateTime executed) {

    static final List<String> TYPES =
            List.of("Voluntary", "Non-payment", "Deceased", "Policy Violation", "Disciplinary Action", "Expulsion");

    Row row() {
        LocalDateTime modified = executed == null ? requested : executed;
        return Row.of("Membership Termination Request", name, requested, modified)
                .set("member", member.name())
                .set("member_name", member.person().fullName())
                .set("termination_type", type)
                .set("requested_by", "Administrator")
                .set("request_date", requested.toLocalDate())
                .set("status", status)
                .set("termination_date", executed == null ? null : executed.toLocalDate())
                .set("execution_date", executed)
                .set("cancel_sepa_mandates", 1)
                .set("disciplinary_documentation", isDisciplinary() ? "See the board's minutes." : null);
    }

    private boolean isDisciplinary() {
        return TYPES.indexOf(type) > TYPES.indexOf("Deceased");
    }
}
