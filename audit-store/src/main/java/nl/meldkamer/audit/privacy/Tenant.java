package nl.meldkamer.audit.privacy;

/** Whose persons they are: a person of two sources of one association is one person. */
final class Tenant {

    private Tenant() {}

    /** The part of a stream's name before the first slash, which is the association. */
    static String of(String stream) {
        int slash = stream.indexOf('/');
        return slash < 0 ? stream : stream.substring(0, slash);
    }
}
