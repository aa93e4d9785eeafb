package nl.meldkamer.audit.bank;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.meldkamer.audit.bank.BankFile.Format;
import nl.meldkamer.audit.bank.XmlScopes.Scope;
import nl.meldkamer.audit.store.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * Reads what came back from the ISO 20022 messages pain.002, camt.053 and camt.054 of any version, as a stream: memory
 * does not depend on the length of the file. One object reads one file.
 */
public final class BankFileReader {

    private static final Set<String> SCOPES = union(StatusReport.SCOPES, AccountReport.SCOPES);
    private static final Set<String> WANTED = union(StatusReport.WANTED, AccountReport.WANTED);

    private final String name;
    private final Consumer<ReturnedDebit> sink;
    private final List<String> statements = new ArrayList<>();
    private final StatusReport statusReport = new StatusReport(this::give);
    private final AccountReport accountReport = new AccountReport(this::give);
    private long returned;

    private BankFileReader(String name, Consumer<ReturnedDebit> sink) {
        this.name = name;
        this.sink = sink;
    }

    /**
     * Reads one file to its end. What came back is given one by one, in the order of the file; if this throws, some may
     * have been given.
     *
     * @param name of the file, for errors
     * @throws BankFileException if it is no such file, or damaged: with line and column
     * @throws IOException if the stream fails
     */
    public static BankFile read(String name, InputStream in, Consumer<ReturnedDebit> sink)
            throws IOException, BankFileException {
        return new BankFileReader(name, sink).read(in);
    }

    private BankFile read(InputStream in) throws IOException, BankFileException {
        MessageDigest digest = Sha256.digest();
        InputStream digested = new DigestInputStream(in, digest);
        XmlScopes scopes = new XmlScopes(name, SCOPES, WANTED, this::closed);
        scopes.read(new LongTagGuard(digested));
        digested.transferTo(OutputStream.nullOutputStream());
        Format format = format(scopes.message());
        if (statements.isEmpty()) throw new BankFileException(name + ": no message id and no statement id");
        return new BankFile(format, HexFormat.of().formatHex(digest.digest()), List.copyOf(statements), returned);
    }

    private static Set<String> union(Set<String> some, Set<String> others) {
        return Stream.concat(some.stream(), others.stream()).collect(Collectors.toUnmodifiableSet());
    }

    private void closed(Scope scope) {
        switch (scope.name()) {
            case StatusReport.TRANSACTION -> statusReport.transaction(scope);
            case StatusReport.PAYMENT -> statusReport.payment(scope);
            case StatusReport.MESSAGE -> statement(statusReport.message(scope));
            case AccountReport.TRANSACTION -> accountReport.transaction(scope);
            case AccountReport.ENTRY -> accountReport.entry(scope);
            case AccountReport.STATEMENT, AccountReport.NOTIFICATION -> statement(scope.get("Id"));
            default -> {}
        }
    }

    private void give(ReturnedDebit debit) {
        returned++;
        sink.accept(debit);
    }

    private void statement(@Nullable String id) {
        if (id == null || id.isEmpty()) throw new BadValueException("a statement without an id");
        if (statements.size() == BankFile.MOST_STATEMENTS)
            throw new BadValueException("more than " + BankFile.MOST_STATEMENTS + " statements");
        statements.add(id);
    }

    private Format format(@Nullable String message) throws BankFileException {
        if (message == null) throw new BankFileException(name + ": no message of a bank");
        return switch (message) {
            case StatusReport.MESSAGE -> Format.PAIN_002;
            case "BkToCstmrStmt" -> Format.CAMT_053;
            case "BkToCstmrDbtCdtNtfctn" -> Format.CAMT_054;
            default ->
                throw new BankFileException(name + ": " + message + " is none of pain.002 (CstmrPmtStsRpt), camt.053"
                        + " (BkToCstmrStmt) and camt.054 (BkToCstmrDbtCdtNtfctn)");
        };
    }
}
