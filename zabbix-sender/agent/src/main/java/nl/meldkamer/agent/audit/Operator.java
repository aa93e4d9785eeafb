package nl.meldkamer.agent.audit;

import java.util.Map;

/**
 * Who runs a command, as the record names them: the account, and whose session it is where sudo says so. Who is logged
 * in as that account can make up what sudo says; so the account is named as well.
 */
final class Operator {

    private Operator() {}

    static String name() {
        return name(System.getProperty("user.name"), System.getenv());
    }

    /** @param environment of the command */
    static String name(String account, Map<String, String> environment) {
        String person = environment.getOrDefault("SUDO_USER", account);
        return person.isBlank() || person.equals(account) ? account : person + " as " + account;
    }
}
