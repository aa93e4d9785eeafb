package nl.meldkamer.agent.delivery;

import nl.meldkamer.sender.Sample;

/** Finds out why Zabbix rejected a value, which its answer does not tell. Called from several threads. */
@FunctionalInterface
public interface RejectionReasons {

    /** What can be said without asking anyone. */
    RejectionReasons NOT_KNOWN = sample -> "Zabbix rejected it: unknown host or key, wrong item type, disabled, not"
            + " allowed, TLS identity or proxy";

    /** One sentence; may take time, may not throw for what a network or server can do. */
    String of(Sample sample);
}
