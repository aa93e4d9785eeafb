package nl.meldkamer.audit.bank;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

class BankFileFuzzTest {

    @FuzzTest(maxDuration = "10m")
    void anyBytesAreAFileOrAreRefusedByName(byte[] bytes) throws IOException {
        List<ReturnedDebit> returned = new ArrayList<>();
        try {
            BankFile file = BankFileReader.read("x.xml", new ByteArrayInputStream(bytes), returned::add);
            assertThat(file.statements()).isNotEmpty();
            assertThat(returned).hasSize((int) file.returned());
        } catch (BankFileException refused) {
            assertThat(refused).hasMessageStartingWith("x.xml");
        }
    }
}
