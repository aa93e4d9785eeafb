package nl.meldkamer.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.util.ArrayList;
import java.util.List;

/**
 * The account that servers run under: an unprivileged one where this program runs as root, else the user's own.
 *
 * <p>Databases refuse to run as root, and nothing here needs to.
 *
 * @param name of the account to change to; empty to stay who we are
 */
record Account(String name) {

    private static final List<String> CANDIDATES = List.of("zabbix", "nobody");

    /** The account of the Zabbix packages, or another that every Debian has; oneself when not root. */
    static Account unprivileged() throws IOException {
        if (!isRoot()) return new Account("");
        UserPrincipalLookupService users = Path.of("/").getFileSystem().getUserPrincipalLookupService();
        for (String candidate : CANDIDATES) {
            if (exists(users, candidate)) return new Account(candidate);
        }
        throw new IOException(
                "none of the accounts " + CANDIDATES + " exists; install the package zabbix-server-pgsql");
    }

    private static boolean isRoot() throws IOException {
        return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
    }

    private static boolean exists(UserPrincipalLookupService users, String name) {
        try {
            return !users.lookupPrincipalByName(name).getName().isEmpty();
        } catch (IOException absent) {
            return false;
        }
    }

    /** A directory that this account may write in. */
    Path directory(Path directory) throws IOException {
        Files.createDirectories(directory);
        return own(directory);
    }

    /** A file or directory, without what is in it, becomes this account's. */
    Path own(Path file) throws IOException {
        if (name.isEmpty()) return file;
        var owner = file.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(name);
        Files.setOwner(file, owner);
        return file;
    }

    /**
     * The words that go before a command so that it runs as this account. Where a directory above {@code needed} shuts
     * the account out (a clone under /root, whose mode is 0700) the command may read everything, but still not write.
     */
    List<String> running(Path needed) throws IOException {
        if (name.isEmpty()) return List.of("setpriv");
        List<String> words = new ArrayList<>(becoming());
        if (!reaches(needed)) {
            // Without this access(2), which the Zabbix server asks, would not count the capability.
            words.add("--securebits=+no_setuid_fixup");
            words.add("--inh-caps=+dac_read_search");
            words.add("--ambient-caps=+dac_read_search");
        }
        return words;
    }

    /** Whether this account can get at a file by its own rights. */
    boolean reaches(Path file) throws IOException {
        return name.isEmpty()
                || Command.of(becoming()).and("test", "-x", file.toString()).succeeds();
    }

    private List<String> becoming() throws IOException {
        return List.of("setpriv", "--reuid=" + name, "--regid=" + group(), "--clear-groups");
    }

    private String group() throws IOException {
        return Command.of("id", "-g", name).output().strip();
    }
}
