package nl.meldkamer.agent.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.UserPrincipal;
import java.util.Set;
import jdk.net.UnixDomainPrincipal;
import org.junit.jupiter.api.Test;

class PeersTest {

    private static final UserPrincipal OWN = new Named("meldkamer");

    @Test
    void rootZabbixAndTheDaemonsOwnUserMaySpeak() {
        for (String user : Set.of("root", "zabbix", "meldkamer"))
            assertThat(Peers.DEFAULT.admit(peer(user, "nogroup"), OWN)).as(user).isTrue();
    }

    @Test
    void anotherUserMayNotAndIsToldWhatToDo() {
        Peers peers = new Peers(Set.of("frappe"), Set.of());
        assertThat(peers.admit(peer("games", "games"), OWN)).isFalse();
        assertThat(peers.refusal(peer("games", "games")))
                .startsWith("user 'games' may not speak to this daemon; those that may are frappe, root, zabbix")
                .contains("'socket-users'");
    }

    @Test
    void usersAndPrimaryGroupsThatAreNamedMaySpeak() {
        Peers peers = new Peers(Set.of("frappe"), Set.of("monitors"));
        assertThat(peers.admit(peer("frappe", "nogroup"), OWN)).isTrue();
        assertThat(peers.admit(peer("games", "monitors"), OWN)).isTrue();
    }

    private static UnixDomainPrincipal peer(String user, String group) {
        return new UnixDomainPrincipal(new Named(user), new Named(group));
    }

    private record Named(String name) implements GroupPrincipal {
        @Override
        public String getName() {
            return name;
        }
    }
}
