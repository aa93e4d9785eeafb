package nl.meldkamer.e2e;

/** A real server on 127.0.0.1. The first time it is started its data is made. */
interface Server extends Program {

    int port();
}
