package nl.meldkamer.sender;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;

/** A {@link Wire} in the shape that JSSE can put TLS on. The wire's deadline stands in for the socket's time limits. */
final class WireSocket extends Socket {

    private final Wire wire;
    private volatile boolean closed;

    WireSocket(Wire wire) {
        this.wire = wire;
    }

    @Override
    public InputStream getInputStream() {
        return wire.input();
    }

    @Override
    public OutputStream getOutputStream() {
        return wire.output();
    }

    @Override
    public boolean isConnected() {
        return true;
    }

    @Override
    public boolean isClosed() {
        return closed;
    }

    @Override
    public boolean isInputShutdown() {
        return closed;
    }

    @Override
    public boolean isOutputShutdown() {
        return closed;
    }

    @Override
    public void shutdownInput() {}

    @Override
    public void shutdownOutput() {}

    @Override
    public int getSoLinger() {
        return -1;
    }

    @Override
    public int getSoTimeout() {
        return 0;
    }

    @Override
    public void setSoTimeout(int timeout) {}

    @Override
    public void setTcpNoDelay(boolean on) {}

    @Override
    public synchronized void close() throws IOException {
        closed = true;
        wire.close();
    }
}
