package nl.meldkamer.audit.bank;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.Locale;
import nl.meldkamer.audit.ComplianceStatus;
import nl.meldkamer.audit.Event;
import nl.meldkamer.audit.Reference;
import nl.meldkamer.audit.store.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * Makes events of what came back. The id is made from what the bank says, so that a file that is read again, or the
 * same return in a notice and in a statement, gives one event. Immutable.
 */
public final class BankEvents {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String stream;
    private final ZoneId zone;
    private final Instant read;

    /**
     * For one file.
     *
     * @param zone of the bank's dates
     * @param read when the file was read, for what has no date
     */
    public BankEvents(String stream, ZoneId zone, Instant read) {
        this.stream = stream;
        this.zone = zone;
        this.read = read;
    }

    /**
     * The event of one debit.
     *
     * @param position of the debit in its file, which tells apart those that the bank gives no name
     */
    public Event event(ReturnedDebit debit, long position) {
        LocalDate booked = debit.booked();
        return new Event(
                stream,
                "bank",
                id(debit, position),
                "Payment Processing",
                "debit_returned",
                ComplianceStatus.FAILED.word(),
                reference(debit),
                null,
                null,
                booked == null ? read : booked.atStartOfDay(zone).toInstant(),
                details(debit),
                null);
    }

    private static @Nullable Reference reference(ReturnedDebit debit) {
        String mandate = debit.mandateId();
        return mandate == null ? null : new Reference("SEPA Mandate", mandate);
    }

    private static String details(ReturnedDebit debit) {
        ReasonCode reason = debit.reason();
        ObjectNode details = JSON.createObjectNode()
                .put("type", debit.type().name().toLowerCase(Locale.ROOT))
                .put("statement", debit.statement())
                .put("batch", debit.batch())
                .put("end_to_end_id", debit.endToEndId())
                .put("mandate", debit.mandateId())
                .put("reason", reason == null ? null : reason.code())
                .put("amount", debit.amount())
                .put("currency", debit.currency())
                .put(
                        "due_date",
                        debit.collected() == null ? null : debit.collected().toString());
        return details.toString();
    }

    private static String id(ReturnedDebit debit, long position) {
        String place = debit.endToEndId() == null ? debit.statement() + " " + position : "";
        ReasonCode reason = debit.reason();
        String said = String.join(
                "\n",
                debit.type().name(),
                String.valueOf(debit.endToEndId()),
                reason == null ? "" : reason.code(),
                String.valueOf(debit.amount()),
                String.valueOf(debit.booked()),
                place);
        return HexFormat.of().formatHex(Sha256.digest().digest(said.getBytes(StandardCharsets.UTF_8)));
    }
}
