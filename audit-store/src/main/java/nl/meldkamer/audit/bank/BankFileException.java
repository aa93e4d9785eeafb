package nl.meldkamer.audit.bank;

/**
 * A file that can't be read as what it says it is. The message names the file and, where there is one, the line and
 * column.
 */
public final class BankFileException extends Exception {

    private static final long serialVersionUID = 1;

    BankFileException(String message) {
        super(message);
    }
}
