package nl.meldkamer.templates.install;

/** The names of what tells the audit store of a site's alerts. Each site has its own, as each may have its own store. */
record AlertNames(String host) {

    static final String TOKEN_MACRO = "{$MELDKAMER.AUDIT.TOKEN}";

    String mediaType() {
        return "Meldkamer audit store " + host;
    }

    String action() {
        return "Meldkamer audit store " + host;
    }
}
