package nl.meldkamer.agent.source;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import nl.meldkamer.agent.source.Answer.Column;
import nl.meldkamer.agent.source.SourceException.Failure;
import nl.meldkamer.templates.Collect;
import org.jspecify.annotations.Nullable;

/** The files that lie directly in a directory; they are looked at, never opened. */
final class FilesSource implements Source {

    private static final int MOST_FILES = 10_000;
    private static final Duration BEING_WRITTEN = Duration.ofMinutes(1);
    private static final List<Column> COLUMNS = List.of(
            Answer.text("set"),
            Answer.number("count"),
            Answer.moment("newest"),
            Answer.number("newest_size"),
            Answer.number("previous_size"),
            Answer.number("total_size"));

    private final String name;
    private final Path directory;

    FilesSource(String name, Path directory) {
        this.name = name;
        this.directory = directory;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean understands(Collect question) {
        return question instanceof Collect.Files;
    }

    @Override
    public Answer ask(Collect question, ZonedDateTime now) throws SourceException {
        Map<String, PathMatcher> sets = matchers((Collect.Files) question);
        Map<String, List<Found>> bySet = new LinkedHashMap<>();
        sets.keySet().forEach(set -> bySet.put(set, new ArrayList<>()));
        for (Path file : list())
            set(sets, file)
                    .ifPresent(set -> found(file)
                            .filter(each -> each.isComplete(now.toInstant()))
                            .ifPresent(bySet.getOrDefault(set, new ArrayList<>())::add));
        List<List<@Nullable Object>> rows = new ArrayList<>();
        bySet.forEach((set, files) -> rows.add(row(set, files, now)));
        return Answer.of(COLUMNS, rows);
    }

    private static Map<String, PathMatcher> matchers(Collect.Files question) {
        Map<String, PathMatcher> matchers = new LinkedHashMap<>();
        question.sets()
                .forEach((set, pattern) ->
                        matchers.put(set, FileSystems.getDefault().getPathMatcher("glob:" + pattern)));
        return matchers;
    }

    private static Optional<String> set(Map<String, PathMatcher> sets, Path file) {
        return sets.entrySet().stream()
                .filter(set -> set.getValue().matches(file.getFileName()))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private List<Path> list() throws SourceException {
        try (Stream<Path> all = Files.list(directory)) {
            List<Path> files = all.limit(MOST_FILES + 1L).toList();
            if (files.size() <= MOST_FILES) return files;
            throw new SourceException(name, Failure.OTHER, "the directory holds more than " + MOST_FILES + " files");
        } catch (NoSuchFileException e) {
            throw new SourceException(
                    name, Failure.UNREACHABLE, "there is no such directory; is it mounted, is 'directory' right?", e);
        } catch (IOException e) {
            throw new SourceException(
                    name,
                    Failure.REFUSED,
                    "the directory cannot be listed (" + e.getClass().getSimpleName()
                            + "): let this user read and enter it",
                    e);
        }
    }

    /** Empty for what is no file, or no longer there. */
    private static Optional<Found> found(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            if (!attributes.isRegularFile()) return Optional.empty();
            return Optional.of(new Found(attributes.lastModifiedTime().toInstant(), attributes.size()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static List<@Nullable Object> row(String set, List<Found> files, ZonedDateTime now) {
        List<Found> newestFirst = files.stream()
                .sorted(Comparator.comparing(Found::written).reversed())
                .toList();
        Optional<Found> newest = newestFirst.stream().findFirst();
        return Arrays.asList(
                set,
                BigDecimal.valueOf(files.size()),
                newest.map(file -> LocalDateTime.ofInstant(file.written(), now.getZone()))
                        .orElse(null),
                newest.map(Found::bytes).orElse(null),
                newestFirst.stream().skip(1).findFirst().map(Found::bytes).orElse(null),
                newestFirst.stream().map(Found::bytes).reduce(BigDecimal.ZERO, BigDecimal::add));
    }

    @Override
    public String identify() throws SourceException {
        return "a directory with " + list().size() + " files";
    }

    @Override
    public void close() {
        // Holds nothing.
    }

    private record Found(Instant written, BigDecimal bytes) {

        Found(Instant written, long bytes) {
            this(written, BigDecimal.valueOf(bytes));
        }

        boolean isComplete(Instant now) {
            return written.isBefore(now.minus(BEING_WRITTEN));
        }
    }
}
