package nl.meldkamer.agent.send;

import java.util.List;
import nl.meldkamer.sender.Address;
import nl.meldkamer.sender.Sender;
import nl.meldkamer.sender.TrapperConfig;
import nl.meldkamer.sender.TrapperSender;

/** Makes the sender to one destination, as the settings want it. */
interface SenderFactory {

    /** A sender to the nodes of one destination. */
    Sender to(List<Address> nodes, Settings settings);

    /** The real one. Does not compress, as zabbix_sender does not: it costs a fifth of the time to send. */
    static Sender trapper(List<Address> nodes, Settings settings) {
        TrapperConfig config = TrapperConfig.to(nodes)
                .withTimeLimit(settings.timeLimit())
                .withTls(settings.tls())
                .withCompressAbove(Integer.MAX_VALUE);
        return new TrapperSender(
                settings.sourceAddress().map(config::withSourceAddress).orElse(config));
    }
}
