package nl.meldkamer.agent.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import nl.meldkamer.agent.config.AuditSettings;
import nl.meldkamer.audit.store.StoreSettings;

/** The embedded store of a daemon that runs: commands go to its server, since a second one would end it. */
final class RunningStore {

    private static final int PID = 0;
    private static final int PORT = 3;

    private RunningStore() {}

    /** The same settings, with the running server's address where there is one. */
    static AuditSettings of(AuditSettings settings) {
        if (!(settings.store() instanceof StoreSettings.Embedded embedded)) return settings;
        Path file = embedded.directory().resolve("postmaster.pid");
        if (!Files.exists(file)) return settings;
        try {
            List<String> lines = Files.readAllLines(file);
            if (!isAlive(lines)) return settings;
            String url = "jdbc:postgresql://127.0.0.1:" + lines.get(PORT).strip() + "/postgres";
            return settings.in(new StoreSettings.Server(url, "postgres", ""));
        } catch (IOException e) {
            throw new AuditException(file + " can't be read: " + e, e);
        }
    }

    private static boolean isAlive(List<String> lines) {
        return lines.size() > PORT
                && ProcessHandle.of(Long.parseLong(lines.get(PID).strip()))
                        .filter(ProcessHandle::isAlive)
                        .isPresent();
    }
}
