package nl.meldkamer.sender;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Sends over the trapper protocol to one destination: a Zabbix server, a proxy, or an HA cluster of servers. Thread-safe;
 * one instance is meant to be shared, since it keeps the buffers that a request is made in. Holds no connection and no
 * thread, so there is nothing to close.
 *
 * <p>A packet that no Zabbix server would take, because its request has more than 1 GiB, is the caller's mistake and is
 * answered with an {@link IllegalArgumentException}. U+0000 and unpaired surrogates, which Zabbix cannot store, are sent
 * as U+FFFD.
 *
 * @see <a href="https://www.zabbix.com/documentation/current/en/manual/appendix/items/trapper">Zabbix: sender
 *     protocol</a>
 */
public final class TrapperSender implements Sender {

    /** Encoders kept for the next request; more threads than these make their own. */
    private static final int IDLE_ENCODERS = 8;

    private final TrapperConfig config;
    private final Exchange exchange;
    private final BlockingQueue<RequestEncoder> idle = new ArrayBlockingQueue<>(IDLE_ENCODERS);

    public TrapperSender(TrapperConfig config) {
        this.config = config;
        this.exchange = new Exchange(new Connector(config.sourceAddress()));
    }

    @Override
    public Outcome send(Packet packet) {
        Deadline deadline = Deadline.in(config.timeLimit());
        RequestEncoder encoder = idle.poll();
        if (encoder == null) encoder = new RequestEncoder(config.compressAbove());
        Outcome outcome = send(packet, encoder.senderData(packet), deadline);
        idle.offer(encoder);
        return outcome;
    }

    private Outcome send(Packet packet, Request request, Deadline deadline) {
        try {
            return exchange.ask(config.addresses(), request, deadline).answer().outcome(packet.size());
        } catch (NotSentException e) {
            return new Outcome.NotSent(e.reason());
        } catch (NoAnswerException e) {
            return new Outcome.Unknown(e.reason());
        }
    }
}
