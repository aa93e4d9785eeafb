package nl.meldkamer.e2e;

/** An account of a database and its password. */
record Login(String user, String password) {

    @Override
    public String toString() {
        return user;
    }
}
