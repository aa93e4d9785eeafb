package nl.meldkamer.e2e;

/** On this machine's Zabbix 6.0. */
class AcknowledgedOn60IT extends AcknowledgedCases {

    AcknowledgedOn60IT() {
        super(ZabbixInstallation.ofThisMachine());
    }
}
