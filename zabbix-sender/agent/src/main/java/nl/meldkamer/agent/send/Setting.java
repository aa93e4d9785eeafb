package nl.meldkamer.agent.send;

/**
 * A value somebody set and where, so that a complaint can point at it.
 *
 * @param origin as in {@code option "-z"} or {@code /etc/zabbix/zabbix_agentd.conf line 12, ServerActive}
 */
record Setting(String value, String origin) {

    InvalidSettingsException invalid(String expected) {
        return new InvalidSettingsException(origin + ": " + expected + ", not \"" + value + "\"");
    }

    Setting requireText() throws InvalidSettingsException {
        if (value.isEmpty()) throw new InvalidSettingsException(origin + ": a value is expected, not an empty one");
        return this;
    }
}
