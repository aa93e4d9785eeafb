package nl.meldkamer.agent.install;

/** Where install keeps its files; the same for both commands. */
final class DirectoryOption {

    static final String DEFAULT = "/etc/meldkamer/zabbix";
    static final String DESCRIPTION =
            "Directory for the record of what was made, the pre-shared key and the token, one directory for each host;"
                    + " by default ${DEFAULT-VALUE}.";

    private DirectoryOption() {}
}
