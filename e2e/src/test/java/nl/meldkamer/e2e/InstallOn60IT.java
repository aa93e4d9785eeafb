package nl.meldkamer.e2e;

/** On this machine's Zabbix 6.0. */
class InstallOn60IT extends InstallCases {

    InstallOn60IT() {
        super(ZabbixInstallation.ofThisMachine());
    }
}
