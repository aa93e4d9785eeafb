package nl.meldkamer.e2e;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A collection of dues, handed to the bank as one file. */
record DirectDebitBatch(
        String name,
        String status,
        int docstatus,
        String validation,
        boolean hasFile,
        LocalDateTime created,
        LocalDateTime modified,
        List<Line> lines) {

    static final List<String> STATUSES = List.of("Draft", "Generated", "Submitted", "Processed", "Failed");
    static final int DRAFT = 0;
    static final int SUBMITTED = 1;
    static final int CANCELLED = 2;

    DirectDebitBatch {
        lines = List.copyOf(lines);
    }

    /** One invoice to be collected. {@code reason} is the bank's ISO 20022 code for why it was not; empty if it was. */
    record Line(Invoice invoice, String status, String reason) {

        static final List<String> STATUSES = List.of("Pending", "Processed", "Successful", "Failed");

        private Row row(DirectDebitBatch batch, int index) {
            Member member = invoice.member();
            return Row.of("Direct Debit Batch Invoice", batch.name + "-" + index, batch.created, batch.modified)
                    .childOf("Direct Debit Batch", batch.name, "invoices", index)
                    .set("invoice", invoice.name())
                    .set("membership", member.membership())
                    .set("member", member.name())
                    .set("amount", invoice.amount())
                    .set("currency", "EUR")
                    .set("iban", member.person().iban())
                    .set("bic", Iban.BIC)
                    .set("mandate_reference", member.mandate())
                    .set("status", status)
                    .set("result_code", reason);
        }
    }

    boolean isLive() {
        return docstatus != CANCELLED;
    }

    BigDecimal total() {
        return lines.stream().map(line -> line.invoice().amount()).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    Stream<Row> rows() {
        return Stream.concat(
                Stream.of(row()),
                IntStream.range(0, lines.size()).mapToObj(i -> lines.get(i).row(this, i + 1)));
    }

    private Row row() {
        return Row.of("Direct Debit Batch", name, created, modified)
                .set("docstatus", docstatus)
                .set("batch_date", created.toLocalDate())
                .set("batch_description", "Dues")
                .set("batch_type", "RCUR")
                .set("total_amount", total())
                .set("currency", "EUR")
                .set("entry_count", lines.size())
                .set("status", status)
                .set("validation_status", validation)
                .set("sepa_file_generated", hasFile ? 1 : 0)
                .set("sepa_message_id", hasFile ? "MSG-" + name : "")
                .set("sepa_generation_date", hasFile ? created.plusSeconds(4) : null);
    }
}
