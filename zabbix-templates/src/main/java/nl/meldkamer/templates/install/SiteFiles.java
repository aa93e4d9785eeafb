package nl.meldkamer.templates.install;

import java.nio.file.Path;

/** The files that an installation leaves in its directory, each readable only by whoever ran it. */
public record SiteFiles(Path directory) {

    /** The pre-shared key: hexadecimal digits, as Zabbix's own programs read it. */
    public Path key() {
        return directory.resolve("zabbix.psk");
    }

    /** The API token of Meldkamer's own user. */
    public Path token() {
        return directory.resolve("zabbix.token");
    }

    /** What was made, and how. */
    public Path record() {
        return directory.resolve("installed.json");
    }

    /** The identity that goes with the key. */
    public static String identity(String host) {
        return EncryptionPart.identity(host);
    }
}
