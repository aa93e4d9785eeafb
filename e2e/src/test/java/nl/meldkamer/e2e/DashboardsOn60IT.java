package nl.meldkamer.e2e;

/** On the Zabbix of this machine. */
class DashboardsOn60IT extends DashboardCases {

    DashboardsOn60IT() {
        super(ZabbixInstallation.ofThisMachine(), "6.0");
    }
}
