package nl.meldkamer.audit.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import nl.meldkamer.audit.bank.ReasonCode;
import nl.meldkamer.audit.bank.ReasonGroup;
import nl.meldkamer.audit.report.Section.Headline;
import nl.meldkamer.audit.rule.Words;
import nl.meldkamer.audit.store.Bytes;
import nl.meldkamer.audit.store.CanonicalBytes;
import nl.meldkamer.audit.store.MalformedRecordException;

/** What came back of direct debits, by the group of its reason, and MD01 apart: each of those is a claim. */
final class ReturnChapter implements Chapter {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String EURO = "EUR";
    private static final int FETCH_SIZE = 500;

    private static final class Sum {
        private long debits;
        private long withoutAmount;
        private BigDecimal amount = BigDecimal.ZERO;

        void add(JsonNode details) {
            debits++;
            JsonNode said = details.path("amount");
            if (said.isNumber() && EURO.equals(details.path("currency").asText(EURO)))
                amount = amount.add(said.decimalValue());
            else withoutAmount++;
        }
    }

    @Override
    public Section section(Counting counting) {
        Map<String, Sum> sums = new LinkedHashMap<>();
        sums.put(ReasonCode.NO_MANDATE, new Sum());
        for (ReasonGroup group : ReasonGroup.values()) sums.put(word(group), new Sum());
        counting.query("SELECT canonical FROM" + counting.events() + "AND action = '" + Words.RETURNED
                        + "' ORDER BY stream, seq")
                .setFetchSize(FETCH_SIZE)
                .mapTo(byte[].class)
                .forEach(canonical -> add(sums, details(canonical)));
        List<List<Cell>> rows = new ArrayList<>();
        sums.forEach((reason, sum) -> rows.add(row(reason, sum)));
        long all = sums.values().stream().mapToLong(sum -> sum.debits).sum();
        return Section.of(
                        "returns",
                        "Returned direct debits by reason",
                        "From the bank's own files, as they were imported in the period. MD01 (no mandate) stands apart and is"
                                + " in no group: each needs the evidence of its mandate. Amounts are in euro.",
                        List.of("reason", "meaning", "debits", "amount", "without_amount"),
                        rows)
                .with(
                        new Headline("debits returned", Cell.count(all)),
                        new Headline("of these MD01", Cell.count(count(sums))));
    }

    private static long count(Map<String, Sum> sums) {
        return sums.getOrDefault(ReasonCode.NO_MANDATE, new Sum()).debits;
    }

    private static void add(Map<String, Sum> sums, JsonNode details) {
        ReasonCode reason = ReasonCode.of(details.path("reason").asText("none"));
        String key = reason.code().equals(ReasonCode.NO_MANDATE) ? reason.code() : word(reason.group());
        sums.computeIfAbsent(key, each -> new Sum()).add(details);
    }

    /** What can't be read counts as a return without a reason. */
    private static JsonNode details(byte[] canonical) {
        try {
            return JSON.readTree(
                    CanonicalBytes.read(Bytes.of(canonical)).event().details());
        } catch (MalformedRecordException | JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    private static List<Cell> row(String reason, Sum sum) {
        return List.of(
                Cell.text(reason),
                Cell.text(meaning(reason)),
                Cell.count(sum.debits),
                new Cell.Amount(sum.amount),
                Cell.count(sum.withoutAmount));
    }

    private static String meaning(String reason) {
        if (reason.equals(ReasonCode.NO_MANDATE)) return "the debtor says that there was no mandate";
        return Arrays.stream(ReasonGroup.values())
                .filter(group -> word(group).equals(reason))
                .findFirst()
                .map(ReturnChapter::meaning)
                .orElse("");
    }

    private static String meaning(ReasonGroup group) {
        return switch (group) {
            case ACCOUNT -> "the account is wrong or gone";
            case FUNDS -> "not enough money";
            case AUTHORISATION -> "the mandate is incomplete";
            case CUSTOMER -> "the debtor does not want it";
            case DECEASED -> "the debtor has died";
            case UNSPECIFIED -> "the bank does not say why";
            case TECHNICAL -> "a fault of our own";
            case OTHER -> "another code, or none";
        };
    }

    private static String word(ReasonGroup group) {
        return group.name().toLowerCase(Locale.ROOT);
    }
}
