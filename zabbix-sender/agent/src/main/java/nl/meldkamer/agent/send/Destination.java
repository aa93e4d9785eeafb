package nl.meldkamer.agent.send;

import java.util.ArrayList;
import java.util.List;
import nl.meldkamer.sender.Outcome;
import nl.meldkamer.sender.Packet;
import nl.meldkamer.sender.Sender;

/**
 * One server, proxy or cluster that gets all the values, over parallel lanes. The first packet that isn't answered for
 * ends it, as it does for zabbix_sender: what follows is not tried, and counted as such, so that no value overtakes an
 * earlier one of its item when the input is sent again. {@link #put} is for one thread.
 */
final class Destination implements Outlet {
    private final String name;
    private final Sender sender;
    private final Report report;
    private final Tally tally = new Tally();
    private final Rejections rejections;
    private final List<Lane> lanes = new ArrayList<>();
    private volatile boolean ended;

    Destination(String name, Sender sender, int laneCount, Report report) {
        this.name = name;
        this.sender = sender;
        this.report = report;
        rejections = new Rejections(sender);
        for (int i = 0; i < laneCount; i++) lanes.add(new Lane(this::send));
    }

    String name() {
        return name;
    }

    Tally tally() {
        return tally;
    }

    Rejections rejections() {
        return rejections;
    }

    /** Nothing more is sent here. */
    boolean isEnded() {
        return ended;
    }

    @Override
    public void put(int lane, Packet packet) throws InterruptedException {
        lanes.get(lane).put(packet);
    }

    /** Waits until all that was put is sent or given up. */
    void finish() throws InterruptedException {
        for (Lane lane : lanes) lane.end();
        for (Lane lane : lanes) lane.join();
    }

    private void send(Packet packet) {
        if (ended) {
            tally.untried(packet.size());
            return;
        }
        long started = System.nanoTime();
        Outcome outcome = sender.send(packet);
        tally.count(outcome, packet.size());
        ended = tally.failure().isPresent();
        report.answer(name, outcome, packet.size(), System.nanoTime() - started);
        if (outcome instanceof Outcome.PartlyRejected partly) rejections.name(packet, partly.failed());
    }
}
