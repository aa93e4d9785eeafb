package nl.meldkamer.sender;

import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Sends over the trapper protocol to one destination: a Zabbix server, a proxy, or an HA cluster of servers. Thread-safe;
 * one instance is meant to be shared, since it keeps the buffers that a request is made in. Holds no connection and no
 * thread, so there is nothing to close.
 *
 * <p>A redirect of Zabbix 7.0 and newer, to the proxy of the host's proxy group, is followed once per packet and
 * remembered for the host.
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
    private final Route route;
    private final BlockingQueue<RequestEncoder> idle = new ArrayBlockingQueue<>(IDLE_ENCODERS);

    public TrapperSender(TrapperConfig config) {
        this.config = config;
        this.route = new Route(config.addresses());
        this.exchange = new Exchange(new Connector(config.sourceAddress()));
    }

    @Override
    public Outcome send(Packet packet) {
        RequestEncoder encoder = idle.poll();
        if (encoder == null) encoder = new RequestEncoder(config.compressAbove());
        Outcome outcome = send(packet, encoder.senderData(packet));
        idle.offer(encoder);
        return outcome;
    }

    private Outcome send(Packet packet, Request request) {
        Deadline deadline = Deadline.in(config.timeLimit());
        String host = packet.host();
        TlsSettings tls = config.tls().apply(host);
        try {
            Exchange.Reply reply = exchange.ask(route.to(host), tls, request, deadline);
            List<Address> hop = learn(host, reply);
            if (!hop.isEmpty()) {
                reply = exchange.ask(hop, tls, request, deadline);
                // A second redirect is remembered for the next attempt, and not followed now.
                learn(host, reply);
            }
            return reply.answer().outcome(packet.size());
        } catch (NotSentException e) {
            route.unreachable(host);
            return new Outcome.NotSent(e.reason());
        } catch (NoAnswerException e) {
            route.failed(host, e.from());
            return new Outcome.Unknown(e.reason());
        }
    }

    private List<Address> learn(String host, Exchange.Reply reply) {
        Answer answer = reply.answer();
        if (!answer.refused()) {
            route.served(host, reply.from());
        } else if (answer.redirect().isPresent()) {
            return route.follow(host, answer.redirect().get(), reply.from());
        } else {
            route.failed(host, reply.from());
        }
        return List.of();
    }
}
