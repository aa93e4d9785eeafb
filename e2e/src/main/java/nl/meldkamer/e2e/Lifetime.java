package nl.meldkamer.e2e;

/** How long a server lives. */
enum Lifetime {
    /** Until it is stopped, or this JVM ends in whatever way: the kernel then tells the server. */
    WITH_THIS_JVM,
    /** Until it is stopped, perhaps by another JVM, which finds it by its pid file. */
    ON_ITS_OWN
}
