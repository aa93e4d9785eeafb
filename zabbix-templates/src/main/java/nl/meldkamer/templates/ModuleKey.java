package nl.meldkamer.templates;

/** The keys by which an agent's module, or agent 2's plugin, is asked for what the daemon has collected. */
final class ModuleKey {

    private ModuleKey() {}

    /**
     * Asks for the latest value of a key of the host that the daemon collects for. Its parameters come after the name and
     * the host, as they are written: so Zabbix puts quotes around what it puts in the place of an LLD macro, if that needs
     * them. {@code q[{#QUEUE}]} becomes {@code meldkamer.get[q,,{#QUEUE}]}.
     *
     * @throws IllegalArgumentException for a key with an array among its parameters, which a module is not told of
     */
    static String get(String key) {
        if (!ItemKey.isFlat(key))
            throw new IllegalArgumentException("'" + key
                    + "' has an array for a parameter, which an agent can't be asked for; leave the array out");
        String name = ItemKey.name(key);
        return "meldkamer.get[" + name + (name.equals(key) ? "]" : ",," + key.substring(name.length() + 1));
    }

    /** Asks for the entities of a rule. */
    static String discovery(String rule) {
        return "meldkamer.discovery[" + rule + "]";
    }
}
