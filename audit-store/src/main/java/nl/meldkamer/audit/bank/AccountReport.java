package nl.meldkamer.audit.bank;

import java.util.Set;
import java.util.function.Consumer;
import nl.meldkamer.audit.bank.XmlScopes.Scope;
import org.jspecify.annotations.Nullable;

/**
 * camt.053 and camt.054, what was booked on an account. What came back are the debits on it that say why, and entries
 * that the bank codes as unpaid even where it tells nothing of the transactions in them.
 */
final class AccountReport {

    static final String STATEMENT = "Stmt";
    static final String NOTIFICATION = "Ntfctn";
    static final String ENTRY = "Ntry";
    static final String TRANSACTION = "TxDtls";
    static final Set<String> SCOPES = Set.of(STATEMENT, NOTIFICATION, ENTRY, TRANSACTION);
    static final Set<String> WANTED = Set.of(
            "Id",
            "BookgDt/Dt",
            "BookgDt/DtTm",
            "Amt",
            "Amt@Ccy",
            "CdtDbtInd",
            "BkTxCd/Domn/Fmly/SubFmlyCd",
            "Refs/EndToEndId",
            "Refs/MndtId",
            "Refs/PmtInfId",
            "AmtDtls/TxAmt/Amt",
            "AmtDtls/TxAmt/Amt@Ccy",
            "RtrInf/Rsn/Cd",
            "RtrInf/Rsn/Prtry");

    private static final String SUB_FAMILY = "BkTxCd/Domn/Fmly/SubFmlyCd";

    /** Of a direct debit: unpaid, taken back by the creditor, cancelled at the creditor's request. */
    private static final Set<String> CAME_BACK = Set.of("UPDD", "PRDD", "RCDD");

    private static final String UNPAID = "UPDD";
    private static final String REFUND_REQUEST = "MD06";

    private final Consumer<ReturnedDebit> sink;

    /** The only transaction of an entry has the entry's amount; whether it is the only one shows at the next one. */
    private @Nullable ReturnedDebit withoutAmount;

    AccountReport(Consumer<ReturnedDebit> sink) {
        this.sink = sink;
    }

    void transaction(Scope transaction) {
        flush();
        Scope entry = transaction.around(ENTRY);
        if (entry == null || !isDebit(transaction, entry) || !cameBack(transaction, entry)) return;
        ReturnedDebit debit = debit(transaction, entry);
        if (debit.amount() == null) withoutAmount = debit;
        else sink.accept(debit);
    }

    void entry(Scope entry) {
        ReturnedDebit only = withoutAmount;
        boolean has = only != null && entry.children() == 1;
        withoutAmount = has && only != null ? withAmount(only, entry) : withoutAmount;
        flush();
        boolean bare = entry.children() == 0 && isDebit(entry, entry) && CAME_BACK.contains(subFamily(entry, entry));
        if (bare) sink.accept(withAmount(debit(entry, entry), entry));
    }

    private void flush() {
        ReturnedDebit debit = withoutAmount;
        withoutAmount = null;
        if (debit != null) sink.accept(debit);
    }

    /** A credit that came back is a payment of our own that did not arrive: no direct debit. */
    private static boolean isDebit(Scope transaction, Scope entry) {
        String own = transaction.get("CdtDbtInd");
        return "DBIT".equals(own == null ? entry.get("CdtDbtInd") : own);
    }

    private static boolean cameBack(Scope transaction, Scope entry) {
        return reason(transaction) != null || CAME_BACK.contains(subFamily(transaction, entry));
    }

    private static String subFamily(Scope transaction, Scope entry) {
        String own = transaction.get(SUB_FAMILY);
        return String.valueOf(own == null ? entry.get(SUB_FAMILY) : own);
    }

    private static @Nullable String reason(Scope transaction) {
        return Values.first(transaction, "RtrInf/Rsn/Cd", "RtrInf/Rsn/Prtry");
    }

    private static ReturnedDebit debit(Scope transaction, Scope entry) {
        boolean own = !transaction.name().equals(ENTRY) && transaction.get("Amt") != null;
        String amount = own ? "Amt" : "AmtDtls/TxAmt/Amt";
        return new ReturnedDebit(
                statement(entry),
                type(transaction, entry),
                Values.name(transaction, "Refs/PmtInfId"),
                Values.name(transaction, "Refs/EndToEndId"),
                Values.name(transaction, "Refs/MndtId"),
                Values.reason(reason(transaction)),
                Values.amount(transaction.get(amount)),
                transaction.get(amount + "@Ccy"),
                Values.date(Values.first(entry, "BookgDt/Dt", "BookgDt/DtTm")),
                null);
    }

    private static String statement(Scope entry) {
        Scope statement = entry.around(STATEMENT);
        if (statement == null) statement = entry.around(NOTIFICATION);
        if (statement == null) throw new BadValueException("an entry outside a statement");
        return String.valueOf(statement.get("Id"));
    }

    /**
     * A refund without a mandate looks the same as a return without one: only the day of the debit tells them apart.
     */
    private static ReturnedDebit.Type type(Scope transaction, Scope entry) {
        String subFamily = subFamily(transaction, entry);
        if (CAME_BACK.contains(subFamily) && !subFamily.equals(UNPAID)) return ReturnedDebit.Type.REVERSAL;
        return REFUND_REQUEST.equals(reason(transaction)) ? ReturnedDebit.Type.REFUND : ReturnedDebit.Type.RETURN;
    }

    private static ReturnedDebit withAmount(ReturnedDebit debit, Scope entry) {
        return new ReturnedDebit(
                debit.statement(),
                debit.type(),
                debit.batch(),
                debit.endToEndId(),
                debit.mandateId(),
                debit.reason(),
                Values.amount(entry.get("Amt")),
                entry.get("Amt@Ccy"),
                debit.booked(),
                debit.collected());
    }
}
