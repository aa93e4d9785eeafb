package nl.meldkamer.audit.bank;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

class LargeBankFileTest {

    private static final long SIZE = 100L << 20;

    /** What a parse may hold at any moment; the file is many times as long. */
    private static final long BOUND = 24L << 20;

    private static final String START = "<Document><BkToCstmrStmt><Stmt><Id>S</Id>";
    private static final String END = "</Stmt></BkToCstmrStmt></Document>";
    private static final String ENTRY = """
            <Ntry><Amt Ccy="EUR">12.50</Amt><CdtDbtInd>DBIT</CdtDbtInd><BookgDt><Dt>2026-03-09</Dt></BookgDt><NtryDtls><TxDtls>
            <Refs><EndToEndId>E2E-000001</EndToEndId></Refs><RtrInf><Rsn><Cd>AM04</Cd></Rsn></RtrInf></TxDtls></NtryDtls></Ntry>
            """;

    private long peak;
    private long given;

    @Test
    void aFileOfAHundredMegabytesOfEntriesIsReadInBoundedMemory() throws Exception {
        BankFile file = read(ENTRY);
        assertThat(file.returned()).isEqualTo(SIZE / ENTRY.length()).isEqualTo(given);
        assertThat(peak).isLessThan(BOUND);
    }

    @Test
    void soIsOneEntryWithAHundredMegabytesOfText() throws Exception {
        assertThat(read("no element, no end ").returned()).isZero();
        assertThat(peak).isLessThan(BOUND);
    }

    private BankFile read(String body) throws IOException, BankFileException {
        long before = live();
        LongSupplier growth = () -> live() - before;
        return BankFileReader.read("large.xml", new Repeated(body, growth), debit -> given++);
    }

    /** The start, so many times the body, and the end, made as they are read. Measures four times on its way. */
    private final class Repeated extends InputStream {

        private final byte[] body;
        private final LongSupplier growth;
        private final long times;
        private byte[] part = START.getBytes(US_ASCII);
        private int at;
        private long parts;

        Repeated(String body, LongSupplier growth) {
            this.body = body.getBytes(US_ASCII);
            this.growth = growth;
            times = SIZE / body.length();
        }

        @Override
        public int read() {
            while (at == part.length && next()) at = 0;
            return at < part.length ? part[at++] : -1;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            int count = 0;
            for (int next = 0; count < length && next >= 0; ) {
                next = read();
                if (next >= 0) bytes[offset + count++] = (byte) next;
            }
            return count == 0 ? -1 : count;
        }

        private boolean next() {
            if (parts > times) return false;
            part = parts++ < times ? body : END.getBytes(US_ASCII);
            if (parts % (times / 4) == 0) peak = Math.max(peak, growth.getAsLong());
            return true;
        }
    }

    /** What is reachable: after a collection, so that garbage does not count. */
    private static long live() {
        ManagementFactory.getMemoryMXBean().gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
