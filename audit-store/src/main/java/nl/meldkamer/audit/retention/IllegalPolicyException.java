package nl.meldkamer.audit.retention;

import java.util.List;

/** A policy that may not be: the message has every fault, each with the law that it is against. */
public final class IllegalPolicyException extends Exception {

    private static final long serialVersionUID = 1;

    IllegalPolicyException(List<String> faults) {
        super(String.join("; ", faults));
    }
}
