package nl.meldkamer.agent.tail;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

/** One file while it is open for reading. */
final class LogFile implements AutoCloseable {

    private static final int FINGERPRINTED = 64;
    private static final int TRIES = 3;

    private final FileChannel channel;
    private final String identity;

    private LogFile(FileChannel channel, String identity) {
        this.channel = channel;
        this.identity = identity;
    }

    /** The name may come to mean another file at any moment; what is opened and what is identified is one file. */
    static LogFile open(Path path) throws IOException {
        for (int i = 0; i < TRIES; i++) {
            String before = identity(path);
            FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
            if (before.equals(identity(path))) return new LogFile(channel, before);
            channel.close();
        }
        throw new IOException("the file is replaced all the time");
    }

    private static String identity(Path path) throws IOException {
        return Objects.toString(
                Files.readAttributes(path, BasicFileAttributes.class).fileKey(), "");
    }

    /** True when it is the file that the position was taken in, and holds all that was read before it. */
    boolean continues(Position position) throws IOException {
        return identity.equals(position.file()) && holds(position);
    }

    /** True when the bytes before the position are those that were read; also of a copy. */
    boolean holds(Position position) throws IOException {
        return channel.size() >= position.offset()
                && fingerprint(position.offset()).equals(position.fingerprint());
    }

    long size() throws IOException {
        return channel.size();
    }

    /**
     * Whole lines from an offset on.
     *
     * @param most bytes to read; a line longer than that is passed over
     */
    Chunk read(long offset, int most) throws IOException {
        byte[] bytes = bytes(offset, most);
        List<String> lines = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] != '\n') continue;
            lines.add(new String(bytes, start, i - start, StandardCharsets.UTF_8));
            start = i + 1;
        }
        boolean tooLong = start == 0 && bytes.length == most;
        return new Chunk(lines, position(offset + (tooLong ? most : start)), tooLong ? most : 0);
    }

    /** The start of the first line at or after an offset, or the offset itself when there is none within reach. */
    long lineStart(long offset, int reach) throws IOException {
        if (offset == 0) return 0;
        byte[] bytes = bytes(offset - 1, reach);
        for (int i = 0; i < bytes.length; i++) if (bytes[i] == '\n') return offset + i;
        return offset;
    }

    private Position position(long offset) throws IOException {
        return new Position(identity, offset, fingerprint(offset));
    }

    private String fingerprint(long offset) throws IOException {
        if (offset == 0) return "";
        int length = (int) Math.min(FINGERPRINTED, offset);
        return HexFormat.of().formatHex(sha256(bytes(offset - length, length)), 0, 8);
    }

    private byte[] bytes(long offset, int most) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(most, Math.max(0, channel.size() - offset)));
        int count = 0;
        while (count >= 0 && buffer.hasRemaining()) count = channel.read(buffer, offset + buffer.position());
        byte[] read = new byte[buffer.flip().remaining()];
        buffer.get(read);
        return read;
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
