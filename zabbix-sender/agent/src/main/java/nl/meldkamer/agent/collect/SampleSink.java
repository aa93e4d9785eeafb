package nl.meldkamer.agent.collect;

import java.util.List;
import nl.meldkamer.sender.Sample;

/** Takes what was collected. */
@FunctionalInterface
public interface SampleSink {

    /** Takes all of these or throws; what it has returned for is durable. Called from several threads. */
    void accept(List<Sample> samples);
}
