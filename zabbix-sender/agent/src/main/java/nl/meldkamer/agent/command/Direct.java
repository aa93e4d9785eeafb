package nl.meldkamer.agent.command;

import java.io.PrintWriter;
import java.util.List;
import nl.meldkamer.sender.Outcome;
import nl.meldkamer.sender.Packet;
import nl.meldkamer.sender.Sample;
import nl.meldkamer.sender.Sender;

/** Sends without a spool, and says what became of it. */
final class Direct {

    private static final int MOST_NAMED = 20;

    private final Sender sender;
    private final PrintWriter out;

    Direct(Sender sender, PrintWriter out) {
        this.sender = sender;
        this.out = out;
    }

    /** True when Zabbix took all of these samples of one host. */
    boolean send(List<Sample> samples) {
        Outcome outcome = sender.send(Packet.of(samples));
        if (outcome instanceof Outcome.Accepted accepted)
            out.println("Zabbix took all " + accepted.total() + " values.");
        else if (outcome instanceof Outcome.PartlyRejected partly) tell(partly, samples);
        else if (outcome instanceof Outcome.Refused refused)
            out.println("Zabbix refused all values: " + refused.reason());
        else if (outcome instanceof Outcome.Unknown unknown)
            out.println("Not known whether Zabbix took the values: " + unknown.reason());
        else if (outcome instanceof Outcome.NotSent notSent) out.println("Nothing was sent: " + notSent.reason());
        return outcome instanceof Outcome.Accepted;
    }

    private void tell(Outcome.PartlyRejected partly, List<Sample> samples) {
        out.println("Zabbix took " + partly.processed() + " values and rejected " + partly.failed() + ":");
        List<Sample> rejected = samples.stream().filter(this::isRejected).toList();
        rejected.stream().limit(MOST_NAMED).forEach(sample -> out.println("  " + sample.key()));
        if (rejected.size() > MOST_NAMED) out.println("  and " + (rejected.size() - MOST_NAMED) + " more");
        out.println(
                "Does Zabbix know the host '" + samples.get(0).host() + "', and has it these items, of type trapper?"
                        + " Right after a discovery they are still being made: try again in a minute.");
    }

    /** Asks by sending it alone; being the same sample, Zabbix keeps it once. */
    private boolean isRejected(Sample sample) {
        return sender.send(Packet.of(List.of(sample))) instanceof Outcome.PartlyRejected;
    }
}
