package nl.meldkamer.e2e;

/** On this machine's Zabbix 6.0. */
class InsightOn60IT extends InsightCases {

    InsightOn60IT() {
        super(ZabbixInstallation.ofThisMachine());
    }
}
