package nl.meldkamer.agent.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import nl.meldkamer.agent.config.AuditSettings.BankSettings;
import nl.meldkamer.agent.source.AuditStatus;
import nl.meldkamer.audit.bank.BankFileException;
import nl.meldkamer.audit.bank.BankImport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes in the files of the bank that are put into a directory, and then moves each: to {@code imported}, or, if it is no
 * such file or damaged, to {@code refused} with the reason beside it. A crash between the two leaves a file that is found
 * to be known, and is moved. The log names no file, since banks put account numbers into names. Thread-safe.
 */
final class BankInbox implements Runnable {

    static final String IMPORTED = "imported";
    static final String REFUSED = "refused";
    static final String REASON = ".reason";

    /** A file that was written to so lately may still be on its way. */
    static final Duration SETTLED = Duration.ofSeconds(10);

    private static final int MOST_AT_ONCE = 10_000;
    private static final Logger log = LoggerFactory.getLogger(BankInbox.class);

    private final Path directory;
    private final Duration every;
    private final BankImport bank;
    private final InstantSource clock;
    private final AtomicLong imported = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private volatile String trouble = "";

    BankInbox(BankSettings settings, BankImport bank, InstantSource clock) {
        this.directory = settings.directory();
        this.every = settings.every();
        this.bank = bank;
        this.clock = clock;
    }

    void follow(ScheduledExecutorService executor) {
        var unused = executor.scheduleWithFixedDelay(this, 0, every.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Files that were taken in since the start, or were known already. */
    long imported() {
        return imported.get();
    }

    /** Files that were put aside since the start. */
    long refused() {
        return refused.get();
    }

    /** What lies there now, up to 10,000 of each; throws {@link UncheckedIOException} when that can't be told. */
    AuditStatus.Bank files() {
        try {
            Path aside = directory.resolve(REFUSED);
            long put = Files.isDirectory(aside)
                    ? files(aside).stream().filter(file -> !isReason(file)).count()
                    : 0;
            return new AuditStatus.Bank(files(directory).size(), put);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the directory for files of the bank can't be read: "
                            + e.getClass().getSimpleName(),
                    e);
        }
    }

    private static boolean isReason(Path file) {
        return file.getFileName().toString().endsWith(REASON);
    }

    @Override
    public void run() {
        try {
            int unread = 0;
            for (Path file : settled()) unread += isDone(file) ? 0 : 1;
            tell(unread == 0 ? "" : "some files can't be read or moved");
        } catch (IOException e) {
            tell("the directory can't be read: " + e.getClass().getSimpleName());
        } catch (RuntimeException e) {
            // The schedule would end with it. The files stay where they are.
            tell("the store does not answer: " + e.getClass().getSimpleName());
        }
    }

    private List<Path> settled() throws IOException {
        Instant limit = clock.instant().minus(SETTLED);
        return files(directory).stream()
                .filter(file -> file.toFile().lastModified() <= limit.toEpochMilli())
                .toList();
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .filter(file -> !file.getFileName().toString().startsWith("."))
                    .limit(MOST_AT_ONCE)
                    .sorted()
                    .toList();
        }
    }

    private boolean isDone(Path file) {
        try {
            take(file);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private void take(Path file) throws IOException {
        try {
            var unused = bank.take(file);
            Files.move(file, free(IMPORTED, file), StandardCopyOption.ATOMIC_MOVE);
            imported.incrementAndGet();
            log.info("a file of the bank was taken in, and is in '{}'", IMPORTED);
        } catch (BankFileException e) {
            Path aside = free(REFUSED, file);
            Files.write(
                    aside.resolveSibling(aside.getFileName() + REASON),
                    (e.getMessage() + System.lineSeparator()).getBytes(UTF_8));
            Files.move(file, aside, StandardCopyOption.ATOMIC_MOVE);
            refused.incrementAndGet();
            log.warn("a file of the bank was refused, and is in '{}' with the reason", REFUSED);
        }
    }

    /** Another file may have had the name. */
    private Path free(String subdirectory, Path file) throws IOException {
        Path into = Files.createDirectories(directory.resolve(subdirectory));
        Path free = into.resolve(file.getFileName());
        for (int number = 2; Files.exists(free); number++) free = into.resolve(file.getFileName() + "." + number);
        return free;
    }

    private void tell(String now) {
        if (!now.equals(trouble) && !now.isEmpty()) log.warn("files of the bank wait: {}", now);
        trouble = now;
    }
}
