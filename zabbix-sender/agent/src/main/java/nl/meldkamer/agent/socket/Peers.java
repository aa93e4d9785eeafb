package nl.meldkamer.agent.socket;

import java.nio.file.attribute.UserPrincipal;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import jdk.net.UnixDomainPrincipal;

/**
 * Who may speak to the daemon, as the kernel names the process at the other end: {@code SO_PEERCRED} of unix(7), taken
 * when it connected. Always root, Zabbix's own user and the user that the daemon itself runs as.
 *
 * @param users names of others
 * @param groups names; those are admitted whose primary group it is
 */
public record Peers(Set<String> users, Set<String> groups) {

    /** None but those that always may. */
    public static final Peers DEFAULT = new Peers(Set.of(), Set.of());

    private static final Set<String> ALWAYS = Set.of("root", "zabbix");

    public Peers {
        users = Set.copyOf(users);
        groups = Set.copyOf(groups);
    }

    /** Whether it may speak to a daemon of this user. */
    boolean admit(UnixDomainPrincipal peer, UserPrincipal own) {
        String user = peer.user().getName();
        return peer.user().equals(own)
                || ALWAYS.contains(user)
                || users.contains(user)
                || groups.contains(peer.group().getName());
    }

    /** For who is not admitted. */
    String refusal(UnixDomainPrincipal peer) {
        return "user '" + peer.user().getName() + "' may not speak to this daemon; those that may are "
                + String.join(
                        ", ",
                        new TreeSet<>(
                                Stream.of(ALWAYS, users).flatMap(Set::stream).toList()))
                + " and the daemon's own; add others to 'socket-users' or 'socket-groups' in its configuration";
    }
}
