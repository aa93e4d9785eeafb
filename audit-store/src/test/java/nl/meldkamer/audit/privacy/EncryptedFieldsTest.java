package nl.meldkamer.audit.privacy;

import static nl.meldkamer.audit.privacy.PersonalStore.NAME;
import static nl.meldkamer.audit.privacy.PersonalStore.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import nl.meldkamer.audit.Appended;
import nl.meldkamer.audit.store.Role;
import nl.meldkamer.audit.store.StoredEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Personal fields in the record, and the keys that they are under. */
class EncryptedFieldsTest {

    @RegisterExtension
    final PersonalStore personal = new PersonalStore();

    @Test
    void ciphertextInThePlaceOfAnothersIsNotRead() throws Exception {
        personal.append(event("1", "M-1"), event("2", "M-1"));
        StoredEvent first = personal.entries().get(0).event();
        StoredEvent second = personal.entries().get(1).event();
        assertThatThrownBy(() -> personal.store()
                        .as(Role.RETENTION)
                        .withHandle(handle -> personal.vault().decrypt(handle, first.event(), second.personal())))
                .isInstanceOf(BadKeyException.class)
                .hasMessageContaining("not those of this event");
    }

    @Test
    void aResendOfTheSameFieldsIsADuplicateAlthoughTheirCiphertextDiffers() throws Exception {
        personal.append(event("1", "M-1"));
        assertThat(personal.writer().append(List.of(event("1", "M-1"))).join())
                .containsExactly(new Appended.Duplicate(0));
    }

    @Test
    void keysAreWrappedAnewAndReadWithTheNewKeyAlone() throws Exception {
        personal.append(event("1", "M-1"));
        Path both = personal.keyFile(2, 1);
        assertThat(personal.keys(both).rewrap(personal.store().as(Role.RETENTION)))
                .isEqualTo(3);
        DataKeys rotated = personal.keys(personal.keyFile(2));
        assertThat(rotated.rewrap(personal.store().as(Role.RETENTION))).isZero();
        assertThat(personal.opened(personal.vault(rotated), 0).erasable()).containsEntry("name", NAME);

        DataKeys without = personal.keys(personal.keyFile(3));
        assertThatThrownBy(() -> personal.opened(personal.vault(without), 0))
                .isInstanceOf(BadKeyException.class)
                .hasMessageContaining("not in the key file");
    }

    @Test
    void anAccountIsFoundByItsKeyedHashOnly() throws Exception {
        personal.append(event("1", "M-1"), event("2", "M-2"));
        String term = personal.store()
                .as(Role.RETENTION)
                .withHandle(handle -> personal.keys().index(handle, "club").account("nl91 abna 0417 1643 00"));
        assertThat(count("SELECT count(*) FROM audit.search_term WHERE term = '" + term + "'"))
                .isEqualTo(2);
    }

    private long count(String query) {
        return personal.store()
                .as(Role.READER)
                .withHandle(
                        handle -> handle.createQuery(query).mapTo(Long.class).one());
    }
}
