package nl.meldkamer.templates.install;

/**
 * The names of what Meldkamer's own account at one site is made of. Each site has its own, so that to take one away leaves
 * the others alone.
 */
record Account(String host) {

    String user() {
        return "meldkamer " + host;
    }

    String role() {
        return "Meldkamer " + host;
    }

    String group() {
        return "Meldkamer " + host;
    }

    String token() {
        return "Meldkamer " + host;
    }
}
