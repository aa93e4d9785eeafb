package nl.meldkamer.agent.delivery;

import java.util.List;
import nl.meldkamer.sender.Sample;

/** Finds out why Zabbix rejected values, which its answer does not tell. Called from several threads. */
@FunctionalInterface
public interface RejectionReasons {

    /** What can be said without asking anyone. */
    String UNTOLD =
            "Zabbix rejected it and its trapper does not say why: unknown host or key, wrong item type, disabled,"
                    + " not allowed, TLS identity or proxy";

    RejectionReasons NOT_KNOWN =
            samples -> samples.stream().map(any -> Finding.UNTOLD).toList();

    /** What was found out about a value. */
    sealed interface Finding {

        Finding UNTOLD = new Rejected(RejectionReasons.UNTOLD);

        /** One sentence. */
        record Rejected(String reason) implements Finding {}

        /** Finding out has put it into the history, by another way than the trapper; it must not be sent again. */
        record Stored() implements Finding {}
    }

    /**
     * May take time, may not throw for what a network or server can do.
     *
     * @param samples of one item, in order, each of which the trapper has rejected and so has not stored
     * @return one for each, in the same order
     */
    List<Finding> of(List<Sample> samples);
}
