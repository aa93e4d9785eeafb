package nl.meldkamer.e2e.fault;

/** Something that goes wrong while samples flow, from the start of a producer until its spool is empty again. */
@FunctionalInterface
interface Fault {

    /** Ends normally when the last producer has drained its spool; leaves Zabbix as it was, running. */
    void happen(Round round) throws Exception;
}
