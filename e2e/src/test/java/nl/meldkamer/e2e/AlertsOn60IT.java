package nl.meldkamer.e2e;

/** On this machine's Zabbix 6.0. */
class AlertsOn60IT extends AlertsCases {

    AlertsOn60IT() {
        super(ZabbixInstallation.ofThisMachine());
    }
}
