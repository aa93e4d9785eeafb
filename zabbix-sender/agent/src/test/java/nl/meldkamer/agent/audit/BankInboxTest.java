package nl.meldkamer.agent.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import nl.meldkamer.agent.config.AuditSettings;
import nl.meldkamer.agent.config.Configuration;
import nl.meldkamer.agent.source.AuditStatus.Bank;
import nl.meldkamer.audit.bank.BankImport;
import nl.meldkamer.audit.privacy.Doors;
import nl.meldkamer.audit.store.AuditStore;
import nl.meldkamer.audit.store.Role;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A directory of files of the bank, and a real store. */
class BankInboxTest {

    private static final Instant WRITTEN = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    private Path directory;

    private Path inbox;
    private Instant now = WRITTEN.plus(Duration.ofMinutes(1));
    private AuditStore store;
    private BankInbox bank;

    @BeforeEach
    void open() throws Exception {
        ReadyData.copyTo(directory.resolve("data"));
        inbox = Files.createDirectory(directory.resolve("inbox"));
        Path file = Files.writeString(
                directory.resolve("meldkamer.yaml"),
                "host: club\nserver: 127.0.0.1\ndata: data\naudit: {stream: club/app}\n");
        AuditSettings settings = Configuration.read(file, Map.of()).audit().orElseThrow();
        store = AuditService.open(settings);
        Doors doors = new Doors(store.as(Role.WRITER), PersonKeys.read(settings));
        BankImport files = new BankImport(store.as(Role.WRITER), doors, "club/app", ZoneOffset.UTC, () -> now);
        bank = new BankInbox(new AuditSettings.BankSettings(inbox, Duration.ofMinutes(1)), files, () -> now);
    }

    @AfterEach
    void close() {
        AuditService.closeStore(store);
    }

    @Test
    void aFileIsTakenInOnceAndIsMovedAside() throws Exception {
        put("a.xml", status("M-1"));
        assertThat(bank.files()).isEqualTo(new Bank(1, 0));
        bank.run();
        put("b.xml", status("M-1"));
        bank.run();
        assertThat(names(inbox)).isEmpty();
        assertThat(names(inbox.resolve(BankInbox.IMPORTED))).containsExactly("a.xml", "b.xml");
        assertThat(bank.files()).isEqualTo(new Bank(0, 0));
        assertThat(bank.imported()).isEqualTo(2);
        assertThat(pendingEvents()).isOne();
    }

    @Test
    void aDamagedFileIsPutAsideWithTheReasonAndBlocksNoOther() throws Exception {
        put("a.xml", "<Document><CstmrPmtStsRpt>");
        put("b.txt", "no XML at all");
        put("c.xml", status("M-1"));
        bank.run();
        assertThat(names(inbox)).isEmpty();
        assertThat(names(inbox.resolve(BankInbox.IMPORTED))).containsExactly("c.xml");
        assertThat(names(inbox.resolve(BankInbox.REFUSED)))
                .containsExactly("a.xml", "a.xml.reason", "b.txt", "b.txt.reason");
        assertThat(inbox.resolve(BankInbox.REFUSED).resolve("a.xml.reason"))
                .content()
                .contains("a.xml");
        assertThat(bank.files()).isEqualTo(new Bank(0, 2));
        assertThat(bank.refused()).isEqualTo(2);
    }

    @Test
    void anotherFileOfTheSameNameDoesNotTakeThePlaceOfTheFirst() throws Exception {
        put("a.xml", status("M-1"));
        bank.run();
        put("a.xml", status("M-2"));
        bank.run();
        put("a.xml", "damaged");
        bank.run();
        put("a.xml", "damaged in another way");
        bank.run();
        assertThat(names(inbox.resolve(BankInbox.IMPORTED))).containsExactly("a.xml", "a.xml.2");
        assertThat(names(inbox.resolve(BankInbox.REFUSED)))
                .containsExactly("a.xml", "a.xml.2", "a.xml.2.reason", "a.xml.reason");
    }

    @Test
    void whatMayStillBeOnItsWayIsLeftAlone() throws Exception {
        now = WRITTEN.plus(BankInbox.SETTLED).minusMillis(1);
        put("a.xml", status("M-1"));
        put(".hidden.xml", status("M-2"));
        bank.run();
        assertThat(bank.imported()).isZero();
        now = now.plusMillis(1);
        bank.run();
        assertThat(bank.imported()).isOne();
        assertThat(names(inbox)).containsExactly(".hidden.xml");
    }

    @Test
    void whileTheStoreIsAwayTheFilesStayWhereTheyAre() throws Exception {
        store.close();
        put("a.xml", status("M-1"));
        bank.run();
        assertThat(names(inbox)).containsExactly("a.xml");
        assertThat(bank.files()).isEqualTo(new Bank(1, 0));
    }

    @Test
    void ofADirectoryThatIsNotThereNothingIsTold() throws Exception {
        Files.delete(inbox);
        bank.run();
        assertThatThrownBy(bank::files)
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage("the directory for files of the bank can't be read: NoSuchFileException");
    }

    private void put(String name, String text) throws IOException {
        Files.setLastModifiedTime(Files.writeString(inbox.resolve(name), text), FileTime.from(WRITTEN));
    }

    private static String status(String message) {
        return "<Document><CstmrPmtStsRpt><GrpHdr><MsgId>" + message
                + "</MsgId></GrpHdr><OrgnlGrpInfAndSts><OrgnlMsgId>"
                + "DD-1</OrgnlMsgId><GrpSts>RJCT</GrpSts><StsRsnInf><Rsn><Cd>FF01</Cd></Rsn></StsRsnInf>"
                + "</OrgnlGrpInfAndSts></CstmrPmtStsRpt></Document>";
    }

    private long pendingEvents() {
        return store.as(Role.WRITER)
                .withHandle(handle -> handle.createQuery("SELECT count(*) FROM audit.pending")
                        .mapTo(Long.class)
                        .one());
    }

    private static List<String> names(Path of) throws IOException {
        try (Stream<Path> files = Files.list(of)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }
}
