package nl.meldkamer.e2e.module;

import java.nio.file.Path;
import org.junit.jupiter.api.condition.EnabledIf;

/** On a Zabbix 7.0 beside it, with the daemon in the place of the Java gateway. */
@EnabledIf(value = "isThere", disabledReason = "Zabbix 7.0 is not there; ./verify unpacks it")
class ModuleOn70IT extends ModuleCases {

    private static final Path ROOT = Path.of(System.getProperty("meldkamer.zabbix7", "../.verify/zabbix-7.0"))
            .toAbsolutePath()
            .normalize();

    ModuleOn70IT() {
        super(ROOT, false);
    }

    static boolean isThere() {
        return ROOT.resolve("usr/sbin/zabbix_agent2").toFile().exists();
    }
}
