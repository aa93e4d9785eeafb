package nl.meldkamer.audit.bank;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Ends a stream of XML in which a tag, or a comment, is longer than any real one, since a parser holds each as a whole
 * in memory. Text between tags can be as long as it likes.
 */
final class LongTagGuard extends FilterInputStream {

    static final int LONGEST = 64 * 1024;

    private int open = -1;

    LongTagGuard(InputStream in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = super.read(bytes, offset, length);
        for (int i = offset; i < offset + count; i++) pass(bytes[i]);
        return count;
    }

    /** The stream is its owner's to close; a parser would do it at the end of the document. */
    @Override
    public void close() {}

    /** The two bytes mean the same in every encoding that a bank uses: UTF-8, ISO 8859 and, beside a zero, UTF-16. */
    private void pass(byte character) throws IOException {
        if (character == '<') open = 0;
        else if (character == '>') open = -1;
        else if (open >= 0 && ++open > LONGEST) throw new IOException("a tag is longer than " + LONGEST + " bytes");
    }
}
