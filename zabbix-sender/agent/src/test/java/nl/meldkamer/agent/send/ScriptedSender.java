package nl.meldkamer.agent.send;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import nl.meldkamer.sender.Outcome;
import nl.meldkamer.sender.Packet;
import nl.meldkamer.sender.Sample;
import nl.meldkamer.sender.Sender;

/** A server that keeps what it is sent, and answers as it is told. */
final class ScriptedSender implements Sender {
    private final List<Packet> packets = new CopyOnWriteArrayList<>();
    private final Function<Packet, Outcome> answer;

    ScriptedSender(Function<Packet, Outcome> answer) {
        this.answer = answer;
    }

    static ScriptedSender accepting() {
        return new ScriptedSender(packet -> new Outcome.Accepted(packet.size()));
    }

    /** Rejects the values whose key has an {@code x}, as a Zabbix server counts them. */
    static ScriptedSender rejectingKeysWithAnX() {
        return new ScriptedSender(packet -> {
            int failed = (int) packet.entries().stream()
                    .filter(entry -> entry.sample().key().contains("x"))
                    .count();
            return failed == 0
                    ? new Outcome.Accepted(packet.size())
                    : new Outcome.PartlyRejected(packet.size() - failed, failed);
        });
    }

    @Override
    public Outcome send(Packet packet) {
        packets.add(packet);
        return answer.apply(packet);
    }

    List<Packet> packets() {
        return packets;
    }

    List<Sample> samples() {
        return packets.stream()
                .flatMap(packet -> packet.entries().stream())
                .map(Packet.Entry::sample)
                .toList();
    }
}
