package nl.meldkamer.audit.rule;

import static nl.meldkamer.audit.rule.JudgedStore.FRAPPE;
import static nl.meldkamer.audit.rule.JudgedStore.batchJson;
import static nl.meldkamer.audit.rule.JudgedStore.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import nl.meldkamer.audit.Event;
import nl.meldkamer.audit.store.Outbox;
import nl.meldkamer.audit.store.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Events of a transaction of the caller's own, which another program's writer records. */
class OutboxTest {

    @RegisterExtension
    final JudgedStore judged = new JudgedStore();

    @Test
    void whatIsInTheOutboxIsRecordedIfAndOnlyIfTheTransactionIsCommitted() {
        Event event = read(FRAPPE, batchJson("2026-03-09 09:00:00", "B-1", "Draft"));
        Event plain = new Event(
                event.stream(),
                event.source(),
                "outbox",
                "System",
                "a",
                "Compliant",
                null,
                null,
                null,
                judged.now,
                "{}",
                null);
        assertThatThrownBy(() -> judged.store().as(Role.WRITER).useTransaction(transaction -> {
                    Outbox.add(transaction, plain);
                    throw new IllegalStateException("rolled back");
                }))
                .hasMessage("rolled back");
        judged.store().as(Role.RETENTION).useTransaction(transaction -> Outbox.add(transaction, plain));
        judged.writer().close();
        int recorded = judged.store()
                .as(Role.READER)
                .withHandle(handle -> handle.createQuery("SELECT count(*) FROM audit.event WHERE action = 'a'")
                        .mapTo(Integer.class)
                        .one());
        assertThat(recorded).isOne();
    }
}
