package nl.meldkamer.agent.send;

import java.io.InputStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import nl.meldkamer.sender.Address;
import nl.meldkamer.sender.Packet;

/** One run: reads the input, puts it to every destination while reading goes on, and reports. To be run once. */
final class Sending {
    /** A server has few trappers, 5 by default, and others need them too; a fourth lane gained nothing. */
    private static final int LANES = 3;

    private final Report report;
    private final List<Destination> destinations = new ArrayList<>();
    private final InputReading input;

    Sending(Settings settings, SenderFactory senders, Report report) {
        this.report = report;
        input = new InputReading(settings, new Batcher(LANES, this::putToAll), report, this::allEnded);
        for (List<Address> nodes : settings.destinations()) {
            String name = nodes.stream().map(Address::toString).collect(Collectors.joining(";"));
            destinations.add(new Destination(name, senders.to(nodes, settings), LANES, report));
        }
    }

    /** Gives the exit status. An interrupt ends it with {@link SendCommand#NOT_SENT}. */
    int run(InputStream standardInput, Clock clock) {
        long started = System.nanoTime();
        try {
            input.run(standardInput, clock);
            for (Destination destination : destinations) destination.finish();
            report.summary(input.read(), destinations, System.nanoTime() - started);
            return status();
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
            report.complain("interrupted");
            return SendCommand.NOT_SENT;
        }
    }

    private boolean allEnded() {
        for (Destination destination : destinations) if (!destination.isEnded()) return false;
        return true;
    }

    private void putToAll(int lane, Packet packet) throws InterruptedException {
        for (Destination destination : destinations) destination.put(lane, packet);
    }

    private int status() {
        long ended = destinations.stream().filter(Destination::isEnded).count();
        boolean rejected = destinations.stream().anyMatch(one -> one.tally().rejected() > 0);
        if (input.isOfNoUse() || ended == destinations.size()) return SendCommand.NOT_SENT;
        return ended > 0 || rejected || report.badLines() > 0 ? SendCommand.PARTLY_ACCEPTED : SendCommand.ALL_ACCEPTED;
    }
}
