package nl.meldkamer.e2e;

import java.nio.file.Path;
import org.junit.jupiter.api.condition.EnabledIf;

/** On a Zabbix 7.0 beside it. */
@EnabledIf(value = "isThere", disabledReason = "Zabbix 7.0 is not there; ./verify unpacks it")
class InsightOn70IT extends InsightCases {

    private static final Path ROOT = Path.of(System.getProperty("meldkamer.zabbix7", "../.verify/zabbix-7.0"))
            .toAbsolutePath()
            .normalize();

    InsightOn70IT() {
        super(new ZabbixInstallation(ROOT));
    }

    static boolean isThere() {
        return ROOT.resolve("usr/sbin/zabbix_server").toFile().exists();
    }
}
