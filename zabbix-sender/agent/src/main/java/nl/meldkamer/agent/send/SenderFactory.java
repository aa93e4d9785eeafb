package nl.meldkamer.agent.send;

import java.util.List;
import nl.meldkamer.sender.Sender;

/** Makes the sender to one destination, as the settings want it. */
interface SenderFactory {

    /**
     * A sender to the nodes of one destination.
     *
     * @throws InvalidSettingsException when a file that the settings name can't be used
     */
    Sender to(List<ServerAddress> nodes, Settings settings) throws InvalidSettingsException;
}
