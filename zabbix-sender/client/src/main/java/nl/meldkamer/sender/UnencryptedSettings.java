package nl.meldkamer.sender;

/** No TLS. */
final class UnencryptedSettings extends TlsSettings {

    static final UnencryptedSettings INSTANCE = new UnencryptedSettings();

    private UnencryptedSettings() {}

    @Override
    Connection secure(Wire wire, Address peer) {
        return Connection.plain(wire);
    }

    @Override
    public String toString() {
        return "unencrypted";
    }
}
