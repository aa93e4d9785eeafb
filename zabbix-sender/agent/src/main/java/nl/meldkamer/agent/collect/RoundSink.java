package nl.meldkamer.agent.collect;

/** Takes what was collected. */
@FunctionalInterface
public interface RoundSink {

    /** Takes all of it or throws; what it has returned for is durable. Called from several threads. */
    void accept(Round round);
}
