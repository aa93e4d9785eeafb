package nl.meldkamer.e2e.trigger;

import java.nio.file.Path;

/** On this machine's Zabbix 6.0. */
class TriggersOn60IT extends TriggersOnZabbix {

    TriggersOn60IT() {
        super(Path.of("/"), "6.0");
    }
}
