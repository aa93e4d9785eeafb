package nl.meldkamer.sender;

/**
 * Asks what listens at an address, and what it can do, with a request that changes no value: "active checks". Zabbix
 * auto-registers a host that it does not know if it has an action for that, so the host asked about should be a real
 * one. Thread-safe.
 */
public final class Probe {

    /** What was found. */
    public sealed interface Finding {

        /**
         * A Zabbix server or proxy.
         *
         * @param hostKnown whether it has the host and monitors it itself; else {@code info} says why not
         * @param age told only for a known host
         * @param info what it says beside that, may be empty
         */
        record Zabbix(Address address, boolean hostKnown, Age age, String info) implements Finding {}

        /** Something that is not Zabbix; {@code answered} quotes it. */
        record NotZabbix(String answered) implements Finding {}

        /** It took the request and gave no answer: not Zabbix, or a Zabbix that does not let this address in. */
        record NoAnswer(String reason) implements Finding {}

        /** There was no connection, or no TLS. */
        record Unreachable(String reason) implements Finding {}
    }

    /** What can be told of the version. */
    public enum Age {
        /** 6.4 or newer: knows heartbeats of active agents. */
        SINCE_6_4,
        BEFORE_6_4,
        UNKNOWN
    }

    private final TrapperConfig config;
    private final Exchange exchange;

    public Probe(TrapperConfig config) {
        this.config = config;
        this.exchange = new Exchange(new Connector(config.sourceAddress()));
    }

    /** One attempt within the configured time limit; throws nothing for what a network or a server can do. */
    public Finding ask(String host) {
        Request request = new RequestEncoder(Integer.MAX_VALUE).activeChecks(host);
        Deadline deadline = Deadline.in(config.timeLimit());
        try {
            return zabbix(exchange.ask(config.addresses(), config.tls().apply(host), request, deadline));
        } catch (NotSentException e) {
            return new Finding.Unreachable(e.reason());
        } catch (NoAnswerException e) {
            return e.getCause() instanceof MalformedAnswerException
                    ? new Finding.NotZabbix(e.reason())
                    : new Finding.NoAnswer(e.reason());
        }
    }

    private static Finding zabbix(Exchange.Reply reply) {
        Answer answer = reply.answer();
        boolean known = answer.response().equals("success");
        if (!known && !answer.refused())
            return new Finding.NotZabbix(reply.from() + ": JSON, but not as Zabbix writes it");
        return new Finding.Zabbix(reply.from(), known || redirectsHost(answer), age(answer, known), info(answer));
    }

    private static Age age(Answer answer, boolean known) {
        if (answer.configRevision() || answer.redirect().isPresent()) return Age.SINCE_6_4;
        return known ? Age.BEFORE_6_4 : Age.UNKNOWN;
    }

    private static boolean redirectsHost(Answer answer) {
        return answer.redirect().filter(Answer.Redirect.To.class::isInstance).isPresent();
    }

    private static String info(Answer answer) {
        return answer.redirect()
                .map(redirect -> redirect instanceof Answer.Redirect.To to
                        ? "the host is monitored by the proxy at " + to.address()
                        : redirect.reason())
                .orElse(answer.info());
    }
}
