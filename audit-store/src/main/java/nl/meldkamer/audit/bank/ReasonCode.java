package nl.meldkamer.audit.bank;

import static java.util.Map.entry;
import static nl.meldkamer.audit.bank.ReasonGroup.ACCOUNT;
import static nl.meldkamer.audit.bank.ReasonGroup.AUTHORISATION;
import static nl.meldkamer.audit.bank.ReasonGroup.CUSTOMER;
import static nl.meldkamer.audit.bank.ReasonGroup.DECEASED;
import static nl.meldkamer.audit.bank.ReasonGroup.FUNDS;
import static nl.meldkamer.audit.bank.ReasonGroup.OTHER;
import static nl.meldkamer.audit.bank.ReasonGroup.TECHNICAL;
import static nl.meldkamer.audit.bank.ReasonGroup.UNSPECIFIED;

import java.util.Map;

/**
 * Why a direct debit came back: a code of the ISO 20022 external code set of status reasons, as EPC173-14 (Guidance on
 * reason codes for SEPA direct debit R-transactions) uses it.
 *
 * @param code four characters as the bank wrote them, or up to 35 of a proprietary one
 * @param group what it says
 * @param name the name of the code in the code set; for a code that is not in the table the code itself
 */
public record ReasonCode(String code, ReasonGroup group, String name) {

    /** No mandate, among them the claims until 13 months after the debit. Stands apart in every figure. */
    public static final String NO_MANDATE = "MD01";

    private static final Map<String, ReasonCode> TABLE = Map.ofEntries(
            code("AC01", ACCOUNT, "IncorrectAccountNumber"),
            code("AC04", ACCOUNT, "ClosedAccountNumber"),
            code("AC06", ACCOUNT, "BlockedAccount"),
            code("AC13", ACCOUNT, "InvalidDebtorAccountType"),
            code("AG01", ACCOUNT, "TransactionForbidden"),
            code("RC01", ACCOUNT, "BankIdentifierIncorrect"),
            code("AM04", FUNDS, "InsufficientFunds"),
            code(NO_MANDATE, AUTHORISATION, "NoMandate"),
            code("MD02", AUTHORISATION, "MissingMandatoryInformationInMandate"),
            code("MD06", CUSTOMER, "RefundRequestByEndCustomer"),
            code("MS02", CUSTOMER, "NotSpecifiedReasonCustomerGenerated"),
            code("SL01", CUSTOMER, "SpecificServiceOfferedByDebtorAgent"),
            code("MD07", DECEASED, "EndCustomerDeceased"),
            code("MS03", UNSPECIFIED, "NotSpecifiedReasonAgentGenerated"),
            code("AG02", TECHNICAL, "InvalidBankOperationCode"),
            code("AM05", TECHNICAL, "Duplication"),
            code("BE05", TECHNICAL, "UnrecognisedInitiatingParty"),
            code("DNOR", TECHNICAL, "DebtorBankIsNotRegistered"),
            code("CNOR", TECHNICAL, "CreditorBankIsNotRegistered"),
            code("FF01", TECHNICAL, "InvalidFileFormat"),
            code("FF05", TECHNICAL, "InvalidLocalInstrumentCode"),
            code("RR01", TECHNICAL, "MissingDebtorAccountOrIdentification"),
            code("RR02", TECHNICAL, "MissingDebtorNameOrAddress"),
            code("RR03", TECHNICAL, "MissingCreditorNameOrAddress"),
            code("RR04", TECHNICAL, "RegulatoryReason"),
            code("AM02", OTHER, "NotAllowedAmount"),
            code("AB03", OTHER, "AbortedSettlementTimeout"),
            code("AB09", OTHER, "ErrorCreditorAgent"));

    public static ReasonCode of(String code) {
        ReasonCode known = TABLE.get(code);
        return known == null ? new ReasonCode(code, OTHER, code) : known;
    }

    private static Map.Entry<String, ReasonCode> code(String code, ReasonGroup group, String name) {
        return entry(code, new ReasonCode(code, group, name));
    }
}
