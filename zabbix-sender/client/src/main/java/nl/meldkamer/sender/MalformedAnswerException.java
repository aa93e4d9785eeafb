package nl.meldkamer.sender;

import java.io.IOException;

/** Something answered, but not as Zabbix does. The message says what is wrong with the answer. */
class MalformedAnswerException extends IOException {

    private static final long serialVersionUID = 1;

    MalformedAnswerException(String message) {
        super(message);
    }
}
