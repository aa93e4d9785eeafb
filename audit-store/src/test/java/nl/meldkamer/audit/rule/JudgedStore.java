package nl.meldkamer.audit.rule;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import nl.meldkamer.audit.Event;
import nl.meldkamer.audit.alert.ZabbixForm;
import nl.meldkamer.audit.ingest.Credential;
import nl.meldkamer.audit.ingest.Form;
import nl.meldkamer.audit.ingest.Producer;
import nl.meldkamer.audit.store.AuditStore;
import nl.meldkamer.audit.store.Bytes;
import nl.meldkamer.audit.store.PersonalCipher;
import nl.meldkamer.audit.store.RealPostgreSql;
import nl.meldkamer.audit.store.Role;
import nl.meldkamer.audit.store.Writer;
import nl.meldkamer.audit.store.WriterSettings;
import nl.meldkamer.audit.tail.Declarations;
import nl.meldkamer.audit.tail.FrappeForm;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A store on a real database for each test, of events that the real forms made, and the judge of them. */
final class JudgedStore implements BeforeEachCallback, AfterEachCallback {
    static final ZoneId ZONE = ZoneId.of("Europe/Amsterdam");
    private static final Producer PRODUCER =
            new Producer("app", "club/app", "app", new Credential.BearerToken("a token of some length"), ZONE, 1000);
    static final Form FRAPPE = new FrappeForm(Declarations.builtIn("verenigingen"));
    static final Form ZABBIX = new ZabbixForm();
    private static final PersonalCipher OPAQUE =
            (transaction, event) -> new PersonalCipher.Encrypted(Bytes.of(new byte[4]), Bytes.of(new byte[4]));

    final Instant now = Instant.parse("2026-03-20T12:00:00Z");
    private final ComplianceFigures figures = new ComplianceFigures(() -> Instant.EPOCH);
    private AuditStore store;
    private Writer writer;
    private Judge judge;

    @Override
    public void beforeEach(ExtensionContext context) throws Exception {
        store = AuditStore.open(RealPostgreSql.shared().newDatabase());
        writer = Writer.start(store, WriterSettings.of("one"), OPAQUE, () -> now);
        startJudge();
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        writer.close();
        store.close();
    }

    AuditStore store() {
        return store;
    }

    Writer writer() {
        return writer;
    }

    /** One that has seen nothing yet. */
    void startJudge() {
        judge = new Judge(store, new SeedRules(Limits.standard(ZONE)).all(), figures, () -> now);
    }

    /** Returns how many findings are new. */
    int look() {
        return judge.look();
    }

    StoredFinding only() {
        assertThat(findings(false)).hasSize(1);
        return findings(false).get(0);
    }

    List<StoredFinding> findings(boolean open) {
        return store.as(Role.READER).withHandle(handle -> new FindingTable(handle).list(open));
    }

    void mandate(String modified, String status, String cancelled) {
        json(FRAPPE, """
            {"doctype": "SEPA Mandate", "name": "SM-1", "modified": "%s", "mandate_id": "MID-1", "status": "%s",
             "member": "M-1", "sign_date": "2026-01-01", "cancelled_date": "%s"}\
            """.formatted(modified, status, cancelled));
    }

    void line(String modified, String name, int index, String status, String due) {
        json(FRAPPE, """
            {"doctype": "Direct Debit Batch Invoice", "name": "%s", "modified": "%s", "parent": "B-1", "idx": %d,
             "mandate_reference": "MID-1", "amount": 12.5, "status": "%s", "due_date": "%s"}\
            """.formatted(name, modified, index, status, due));
    }

    void batch(String modified, String name, String status) {
        json(FRAPPE, batchJson(modified, name, status));
    }

    static String batchJson(String modified, String name, String status) {
        return """
            {"doctype": "Direct Debit Batch", "name": "%s", "modified": "%s", "status": "%s",
             "batch_date": "2026-03-10"}\
            """.formatted(name, modified, status);
    }

    void expense(String modified, String status, String by, String approver) {
        json(FRAPPE, """
            {"doctype": "Volunteer Expense", "name": "VE-1", "modified": "%s", "status": "%s", "modified_by": "%s",
             "approved_by": "%s"}\
            """.formatted(modified, status, by, approver));
    }

    void termination(String modified, String name, String status, String second) {
        json(FRAPPE, """
            {"doctype": "Membership Termination Request", "name": "%s", "modified": "%s", "status": "%s",
             "termination_type": "Expulsion", "secondary_approver": "%s", "requested_by": "ann",
             "approved_by": "bob"}\
            """.formatted(name, modified, status, second));
    }

    void json(Form form, String json) {
        assertThat(writer.append(List.of(read(form, json))).join())
                .allMatch(outcome -> outcome.toString().startsWith("Stored"));
    }

    static Event read(Form form, String json) {
        try {
            return form.read(PRODUCER, new ObjectMapper().readTree(json));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
