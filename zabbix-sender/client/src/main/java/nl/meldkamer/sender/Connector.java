package nl.meldkamer.sender;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/** Opens the connection to one address: name, TCP connect and TLS handshake. */
record Connector(Optional<InetAddress> sourceAddress) {

    /** Tries every address that the name stands for, each within its share of the time. */
    Connection connect(Address address, TlsSettings tls, Deadline deadline) throws IOException {
        InetAddress[] candidates = NameLookup.OF_SYSTEM.lookUp(address.host(), deadline);
        IOException last = new UnknownHostException("the name stands for no address");
        for (int i = 0; i < candidates.length; i++) {
            try {
                InetSocketAddress target = new InetSocketAddress(candidates[i], address.port());
                Wire wire = Wire.connect(target, sourceAddress, deadline.share(candidates.length - i));
                return secure(wire, address, tls);
            } catch (IOException e) {
                last = e;
            }
        }
        throw last;
    }

    private static Connection secure(Wire wire, Address address, TlsSettings tls) throws IOException {
        try {
            return tls.secure(wire, address);
        } catch (IOException e) {
            wire.close();
            throw new IOException("the TLS handshake failed: " + Exchange.reason(e), e);
        }
    }
}
