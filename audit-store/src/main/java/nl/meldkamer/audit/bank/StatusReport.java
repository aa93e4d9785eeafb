package nl.meldkamer.audit.bank;

import java.util.Set;
import java.util.function.Consumer;
import nl.meldkamer.audit.bank.XmlScopes.Scope;
import org.jspecify.annotations.Nullable;

/**
 * pain.002, the status report on a batch, before settlement. Rejects stand at one of three levels: a transaction, a
 * batch with all that is in it, or the whole file; a lower level that has its own status is the one that counts.
 */
final class StatusReport {

    static final String MESSAGE = "CstmrPmtStsRpt";
    static final String PAYMENT = "OrgnlPmtInfAndSts";
    static final String TRANSACTION = "TxInfAndSts";
    static final Set<String> SCOPES = Set.of(PAYMENT, TRANSACTION);

    private static final String GROUP = "OrgnlGrpInfAndSts/";

    static final Set<String> WANTED = Set.of(
            "GrpHdr/MsgId",
            "GrpHdr/CreDtTm",
            GROUP + "OrgnlMsgId",
            GROUP + "GrpSts",
            GROUP + "StsRsnInf/Rsn/Cd",
            GROUP + "StsRsnInf/Rsn/Prtry",
            "OrgnlPmtInfId",
            "PmtInfSts",
            "TxSts",
            "StsRsnInf/Rsn/Cd",
            "StsRsnInf/Rsn/Prtry",
            "OrgnlEndToEndId",
            "OrgnlTxRef/Amt/InstdAmt",
            "OrgnlTxRef/Amt/InstdAmt@Ccy",
            "OrgnlTxRef/ReqdColltnDt",
            "OrgnlTxRef/MndtRltdInf/MndtId",
            "OrgnlTxRef/MndtRltdInf/DrctDbtMndt/MndtId");

    private static final String REJECTED = "RJCT";

    private final Consumer<ReturnedDebit> sink;
    private boolean gave;

    StatusReport(Consumer<ReturnedDebit> sink) {
        this.sink = sink;
    }

    void transaction(Scope transaction) {
        String own = transaction.get("TxSts");
        Scope payment = transaction.around(PAYMENT);
        boolean rejected = own == null ? isRejected(transaction, payment) : own.equals(REJECTED);
        if (rejected) give(ReturnedDebit.Type.REJECT, transaction, payment, "");
    }

    private static boolean isRejected(Scope transaction, @Nullable Scope payment) {
        Scope message = transaction.around(MESSAGE);
        String status = payment == null ? null : payment.get("PmtInfSts");
        if (status == null && message != null) status = message.get(GROUP + "GrpSts");
        return REJECTED.equals(status);
    }

    void payment(Scope payment) {
        boolean whole = payment.children() == 0 && REJECTED.equals(payment.get("PmtInfSts"));
        if (whole) give(ReturnedDebit.Type.BATCH_REJECT, payment, payment, "");
    }

    /** Gives the id of the message. */
    @Nullable String message(Scope message) {
        boolean whole = !gave && REJECTED.equals(message.get(GROUP + "GrpSts"));
        if (whole) give(ReturnedDebit.Type.BATCH_REJECT, message, null, GROUP);
        return message.get("GrpHdr/MsgId");
    }

    private void give(ReturnedDebit.Type type, Scope scope, @Nullable Scope payment, String prefix) {
        Scope message = scope.name().equals(MESSAGE) ? scope : scope.around(MESSAGE);
        if (message == null) throw new BadValueException(scope.name() + " outside " + MESSAGE);
        gave = true;
        String original = Values.name(message, GROUP + "OrgnlMsgId");
        sink.accept(new ReturnedDebit(
                String.valueOf(message.get("GrpHdr/MsgId")),
                type,
                payment == null ? original : Values.name(payment, "OrgnlPmtInfId"),
                Values.name(scope, "OrgnlEndToEndId"),
                Values.name(scope, "OrgnlTxRef/MndtRltdInf/MndtId", "OrgnlTxRef/MndtRltdInf/DrctDbtMndt/MndtId"),
                Values.reason(Values.first(scope, prefix + "StsRsnInf/Rsn/Cd", prefix + "StsRsnInf/Rsn/Prtry")),
                Values.amount(scope.get("OrgnlTxRef/Amt/InstdAmt")),
                scope.get("OrgnlTxRef/Amt/InstdAmt@Ccy"),
                Values.date(message.get("GrpHdr/CreDtTm")),
                Values.date(scope.get("OrgnlTxRef/ReqdColltnDt"))));
    }
}
