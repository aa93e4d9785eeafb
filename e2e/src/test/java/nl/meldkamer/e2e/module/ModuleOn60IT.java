package nl.meldkamer.e2e.module;

import java.nio.file.Path;

/** On the Zabbix of this machine, through its Java gateway. */
class ModuleOn60IT extends ModuleCases {

    ModuleOn60IT() {
        super(Path.of(System.getProperty("meldkamer.zabbix6", "/")), JavaGateway.isThere());
    }
}
