package nl.meldkamer.e2e;

final class Site {
    static final String TIME_ZONE = "Europe/Amsterdam";

    private Site() {}
}
