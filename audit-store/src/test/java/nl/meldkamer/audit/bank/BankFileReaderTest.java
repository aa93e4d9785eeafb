package nl.meldkamer.audit.bank;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import nl.meldkamer.audit.bank.BankFile.Format;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BankFileReaderTest {

    private static final LocalDate BOOKED = LocalDate.of(2026, 3, 9);

    private final List<ReturnedDebit> returned = new ArrayList<>();

    @Test
    void aStatusReportSaysWhatWasRejectedAtEachOfItsLevels() throws Exception {
        BankFile file = read("pain.002.001.03.xml");
        assertThat(file.format()).isEqualTo(Format.PAIN_002);
        assertThat(file.statements()).containsExactly("STATUS-2026-0301");
        assertThat(file.returned()).isEqualTo(3);
        assertThat(returned)
                .containsExactly(
                        new ReturnedDebit(
                                "STATUS-2026-0301",
                                ReturnedDebit.Type.REJECT,
                                "BATCH-1",
                                "E2E-1",
                                "MANDATE-1",
                                ReasonCode.of("AC04"),
                                new BigDecimal("12.50"),
                                "EUR",
                                LocalDate.of(2026, 3, 1),
                                LocalDate.of(2026, 3, 5)),
                        rejected(ReturnedDebit.Type.BATCH_REJECT, "BATCH-2", "FF01"),
                        rejected(ReturnedDebit.Type.REJECT, "BATCH-3", "HOUSE-RULE-7"));
    }

    @Test
    void aFileThatIsRejectedAsAWholeIsOneRejectOfIt() throws Exception {
        read(
                "x",
                "<Document><CstmrPmtStsRpt><GrpHdr><MsgId>M</MsgId></GrpHdr><OrgnlGrpInfAndSts><OrgnlMsgId>DD-1</OrgnlMsgId>"
                        + "<GrpSts>RJCT</GrpSts><StsRsnInf><Rsn><Cd>FF01</Cd></Rsn></StsRsnInf></OrgnlGrpInfAndSts></CstmrPmtStsRpt></Document>");
        assertThat(returned)
                .extracting(ReturnedDebit::type, ReturnedDebit::batch, ReturnedDebit::reason)
                .containsExactly(tuple(ReturnedDebit.Type.BATCH_REJECT, "DD-1", ReasonCode.of("FF01")));
    }

    @Test
    void aStatementSaysWhatCameBackAndNothingElseOfIt() throws Exception {
        BankFile file = read("camt.053.001.02.xml");
        assertThat(file.format()).isEqualTo(Format.CAMT_053);
        assertThat(file.statements()).containsExactly("STATEMENT-2026-069");
        assertThat(returned)
                .extracting(
                        ReturnedDebit::endToEndId, ReturnedDebit::type, ReturnedDebit::amount, ReturnedDebit::booked)
                .containsExactly(
                        tuple("E2E-3", ReturnedDebit.Type.RETURN, new BigDecimal("12.50"), BOOKED),
                        tuple("E2E-4", ReturnedDebit.Type.REFUND, new BigDecimal("25.00"), BOOKED),
                        tuple("E2E-5", ReturnedDebit.Type.RETURN, new BigDecimal("40.00"), BOOKED),
                        tuple(null, ReturnedDebit.Type.RETURN, new BigDecimal("9.99"), BOOKED));
        assertThat(returned.get(0).mandateId()).isEqualTo("MANDATE-3");
        assertThat(returned.get(2).reason()).isEqualTo(ReasonCode.of("MD01"));
    }

    @Test
    void aNoticeOfALaterVersionWithAPrefixIsReadAsWell() throws Exception {
        assertThat(read("camt.054.001.08.xml").format()).isEqualTo(Format.CAMT_054);
        assertThat(returned)
                .extracting(ReturnedDebit::statement, ReturnedDebit::endToEndId, ReturnedDebit::type)
                .containsExactly(tuple("NOTICE-7", "E2E-6", ReturnedDebit.Type.REVERSAL));
    }

    @Test
    void theDigestIsThatOfTheWholeFile() throws Exception {
        BankFile file = read("x", "<Document><BkToCstmrStmt><Stmt><Id>1</Id></Stmt></BkToCstmrStmt></Document>\n\n");
        assertThat(file.sha256()).isEqualTo("7ca4dd2fa8afef60f4b33fb47ea73b7c1611e1ef0134fda967fcc8124b6941e8");
    }

    @Test
    void noEntityOutsideTheFileIsFetched(@TempDir Path directory) throws IOException {
        Path secret = Files.writeString(directory.resolve("secret"), "SECRET");
        String attack = "<!DOCTYPE Document [<!ENTITY x SYSTEM \"" + secret.toUri() + "\">]>"
                + "<Document><BkToCstmrStmt><Stmt><Id>&x;</Id></Stmt></BkToCstmrStmt></Document>";
        assertThatThrownBy(() -> read("evil.xml", attack))
                .isInstanceOf(BankFileException.class)
                .hasMessageStartingWith("evil.xml line 1 column")
                .hasMessageContaining("document type declaration")
                .hasMessageNotContaining("SECRET");
    }

    @Test
    void noBillionLaughs() {
        StringBuilder attack = new StringBuilder("<!DOCTYPE Document [<!ENTITY a \"laugh\">");
        for (char name = 'b'; name < 'm'; name++)
            attack.append("<!ENTITY " + name + " \"" + ("&" + (char) (name - 1) + ";").repeat(10) + "\">");
        attack.append("]><Document><BkToCstmrStmt><Stmt><Id>&l;</Id></Stmt></BkToCstmrStmt></Document>");
        assertThatThrownBy(() -> read("evil.xml", attack.toString()))
                .isInstanceOf(BankFileException.class)
                .hasMessageContaining("document type declaration");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE Document SYSTEM \"http://127.0.0.1:1/x.dtd\"><Document/>",
                "<!DOCTYPE Document PUBLIC \"-//X\" \"http://127.0.0.1:1/x.dtd\"><Document/>",
                "<!DOCTYPE Document [<!ENTITY % p SYSTEM \"http://127.0.0.1:1/p\"> %p;]><Document/>"
            })
    void noDeclarationIsFollowed(String attack) {
        assertThatThrownBy(() -> read("evil.xml", attack)).hasMessageContaining("document type declaration");
    }

    @Test
    void damageIsNamedWithLineAndColumn() {
        assertThatThrownBy(() -> read("torn.xml", "<Document>\n<BkToCstmrStmt>\n  <Stmt><Id>1</Id></Wrong>"))
                .hasMessage("torn.xml line 3 column 21: not well-formed XML");
        assertThatThrownBy(() -> read("torn.xml", "<Document>\n<BkToCstmrStmt>"))
                .hasMessageContaining("line 2");
        assertThatThrownBy(() -> read("none.xml", "MT940, perhaps")).hasMessageContaining("none.xml line 1 column 1");
        assertThatThrownBy(() -> read("empty.xml", "")).hasMessageContaining("empty.xml");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e9", "-1.00", "12,50", "", "1234567890123456789", "0x10"})
    void anAmountThatIsNoneIsRefused(String amount) {
        assertThatThrownBy(() -> read("bad.xml", unpaid("<Amt Ccy=\"EUR\">" + amount + "</Amt>")))
                .hasMessageMatching("bad.xml line 1 column [0-9]+: \"" + amount + "\" is no amount");
    }

    @Test
    void aDateThatIsNoneIsRefused() {
        String entry = unpaid("<BookgDt><Dt>2026-02-30</Dt></BookgDt>");
        assertThatThrownBy(() -> read("bad.xml", entry)).hasMessageContaining("\"2026-02-30\" is no date");
    }

    @Test
    void anotherMessageIsRefusedByItsName() {
        assertThatThrownBy(() -> read("x.xml", "<Document><CstmrDrctDbtInitn/></Document>"))
                .hasMessageContaining("CstmrDrctDbtInitn is none of pain.002");
    }

    @Test
    void aStatementWithoutAnIdIsRefused() {
        assertThatThrownBy(() -> read("x.xml", "<Document><BkToCstmrStmt><Stmt></Stmt></BkToCstmrStmt></Document>"))
                .hasMessageContaining("a statement without an id");
    }

    @Test
    void whatIsLongerOrDeeperThanAnyRealFileIsRefused() {
        assertThatThrownBy(() -> read("x.xml", unpaid("<NtryRef a=\"" + "x".repeat(100_000) + "\"/>")))
                .hasMessageContaining("a tag is longer than 65536 bytes");
        assertThatThrownBy(() -> read("x.xml", "<a>".repeat(1000))).hasMessageContaining("elements more than 64 deep");
        assertThatThrownBy(() -> read("x.xml", unpaid("<Amt Ccy=\"EUR\">" + "1".repeat(1000) + "</Amt>")))
                .hasMessageContaining("Amt is longer than 256 characters");
    }

    private static String unpaid(String inside) {
        return "<Document><BkToCstmrStmt><Stmt><Id>1</Id><Ntry><CdtDbtInd>DBIT</CdtDbtInd>" + inside
                + "<BkTxCd><Domn><Fmly><SubFmlyCd>UPDD</SubFmlyCd></Fmly></Domn></BkTxCd></Ntry></Stmt></BkToCstmrStmt></Document>";
    }

    private static ReturnedDebit rejected(ReturnedDebit.Type type, String batch, String reason) {
        return new ReturnedDebit(
                "STATUS-2026-0301",
                type,
                batch,
                null,
                null,
                ReasonCode.of(reason),
                null,
                null,
                LocalDate.of(2026, 3, 1),
                null);
    }

    private BankFile read(String resource) throws IOException, BankFileException {
        try (InputStream in = BankFileReaderTest.class.getResourceAsStream(resource)) {
            return BankFileReader.read(resource, in, returned::add);
        }
    }

    private BankFile read(String name, String text) throws IOException, BankFileException {
        return BankFileReader.read(name, new ByteArrayInputStream(text.getBytes(UTF_8)), returned::add);
    }
}
