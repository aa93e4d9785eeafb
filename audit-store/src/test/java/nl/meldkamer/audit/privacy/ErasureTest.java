package nl.meldkamer.audit.privacy;

import static nl.meldkamer.audit.privacy.PersonalStore.CLOCK;
import static nl.meldkamer.audit.privacy.PersonalStore.HEADS;
import static nl.meldkamer.audit.privacy.PersonalStore.IBAN;
import static nl.meldkamer.audit.privacy.PersonalStore.NAME;
import static nl.meldkamer.audit.privacy.PersonalStore.STREAM;
import static nl.meldkamer.audit.privacy.PersonalStore.event;
import static nl.meldkamer.audit.privacy.PersonalStore.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import nl.meldkamer.audit.store.Entry;
import nl.meldkamer.audit.store.LeafHash;
import nl.meldkamer.audit.store.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What an erasure takes away, what it leaves, and when it is refused. */
class ErasureTest {

    @RegisterExtension
    final PersonalStore personal = new PersonalStore();

    @Test
    void whatWasEncryptedCanBeReadUntilItIsErased() throws Exception {
        personal.append(event("1", "M-1"), event("2", "M-2"));
        assertThat(personal.opened(0).erasable()).containsEntry("name", NAME);

        ErasureCertificate certificate = personal.erasures().erase(request("M-1"));

        assertThat(certificate.keys()).hasSize(1);
        assertThat(certificate.searchTerms()).isEqualTo(2);
        assertThat(certificate.seq()).isEqualTo(2);
        assertThat(personal.opened(0).erasable()).isEmpty();
        assertThat(personal.opened(0).legal()).containsEntry("iban", IBAN);
        assertThat(personal.opened(1).erasable()).containsEntry("name", NAME);
    }

    @Test
    void theRecordIsByteForByteTheSameAfterAnErasure() throws Exception {
        personal.append(event("1", "M-1"), event("2", "M-2"));
        List<Entry> before = personal.entries();
        personal.erasures().erase(request("M-1"));
        assertThat(personal.entries())
                .startsWith(before.toArray(Entry[]::new))
                .hasSize(3)
                .allSatisfy(entry -> assertThat(LeafHash.of(entry.canonical())).isEqualTo(entry.leaf()));
    }

    @Test
    void aPersonWhoComesBackGetsANewKeyAndTheOldEventsStayErased() throws Exception {
        personal.append(event("1", "M-1"));
        personal.erasures().erase(request("M-1"));
        personal.append(event("3", "M-1"));
        assertThat(personal.opened(0).erasable()).isEmpty();
        assertThat(personal.opened(2).erasable()).containsEntry("name", NAME);
    }

    @Test
    void aPersonOfWhomNothingIsKnownIsErasedWithAnEmptyCertificate() throws Exception {
        ErasureCertificate certificate = personal.erasures().erase(request("M-9"));
        assertThat(certificate.keys()).isEmpty();
        assertThat(certificate.seq()).isZero();
    }

    @Test
    void theEventOfAnErasureIsRecordedByTheNextWriterIfNoneRuns() throws Exception {
        personal.append(event("1", "M-1"));
        personal.writer().close();
        Erasures alone = new Erasures(
                personal.store().as(Role.RETENTION),
                personal.keys(),
                (stream, source, id) -> Optional.empty(),
                HEADS,
                CLOCK);
        ErasureCertificate certificate = alone.erase(request("M-1"));
        assertThat(certificate.seq()).isNull();
        assertThat(certificate.after()).isNull();
        assertThat(personal.opened(0).erasable()).isEmpty();
        assertThat(personal.entries()).hasSize(1);

        personal.startWriter("two");
        assertThat(personal.number(STREAM, "meldkamer", certificate.eventId())).contains(1L);
        personal.writer().close();
        assertThat(personal.entries()).hasSize(2);
    }

    @Test
    void aLookTellsWhatWouldGoAndChangesNothing() throws Exception {
        personal.append(event("1", "M-1"), event("2", "M-1"), event("3", "M-2"));
        assertThat(personal.erasures().preview(request("M-1")))
                .isEqualTo(new Erasures.Preview(1, 2, List.of(2026), List.of()));
        assertThat(personal.opened(0).erasable()).containsEntry("name", NAME);
        assertThat(personal.erasures().preview(request("M-9")))
                .isEqualTo(new Erasures.Preview(0, 0, List.of(), List.of()));
    }

    @Test
    void nobodyUnderALegalHoldIsErased() throws Exception {
        personal.append(event("1", "M-1"));
        personal.execute(
                Role.RETENTION,
                "INSERT INTO audit.legal_hold (stream, reason, placed, placed_by)"
                        + " SELECT id, 'case 7', now(), 'ann' FROM audit.stream");
        assertThat(personal.erasures().preview(request("M-1")).holds()).containsExactly("case 7");
        assertThatThrownBy(() -> personal.erasures().erase(request("M-1")))
                .isInstanceOf(HeldException.class)
                .hasMessageContaining("case 7");
        assertThat(personal.opened(0).erasable()).containsEntry("name", NAME);
        personal.execute(Role.RETENTION, "UPDATE audit.legal_hold SET lifted = now(), lifted_by = 'ann'");
        assertThat(personal.erasures().erase(request("M-1")).keys()).hasSize(1);
    }

    @Test
    void whatTheLawWantsKeptGoesWithTheKeyOfItsYear() throws Exception {
        personal.append(event("1", "M-1"));
        assertThat(personal.erasures().destroyLegal(2026)).isZero();
        assertThat(personal.erasures().destroyLegal(2027)).isOne();
        assertThat(personal.opened(0).legal()).isEmpty();
        assertThat(personal.opened(0).erasable()).containsEntry("name", NAME);
    }
}
