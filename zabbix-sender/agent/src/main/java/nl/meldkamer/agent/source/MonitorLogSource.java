package nl.meldkamer.agent.source;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Optional;
import nl.meldkamer.agent.config.SourceSettings.MonitorLog;
import nl.meldkamer.agent.source.SourceException.Failure;
import nl.meldkamer.agent.state.State;
import nl.meldkamer.agent.tail.Chunk;
import nl.meldkamer.agent.tail.Position;
import nl.meldkamer.agent.tail.Tail;
import nl.meldkamer.templates.Collect;
import nl.meldkamer.templates.Collect.MonitorLog.View;

/** Frappe's monitor.json.log. Each view reads it for itself and remembers how far, as views have intervals of their own. */
final class MonitorLogSource implements Source {

    private final String name;
    private final MonitorLog settings;
    private final Tail tail;
    private final State state;

    MonitorLogSource(String name, MonitorLog settings, State state) {
        this.name = name;
        this.settings = settings;
        this.tail = new Tail(settings.file());
        this.state = state;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean understands(Collect question) {
        return question instanceof Collect.MonitorLog;
    }

    /** What was read counts once: a run that fails afterwards reads on from where it was. */
    @Override
    public Answer ask(Collect question, ZonedDateTime now) throws SourceException {
        View view = ((Collect.MonitorLog) question).view();
        Remembered memory = new Remembered(state, name, "monitor-log " + view);
        Optional<Position> position = memory.update(each -> each.get("position").flatMap(Position::parse));
        Chunk chunk = read(position);
        return memory.update(each -> {
            each.put("position", chunk.position().toString());
            return answer(view, new MonitorRun(chunk, settings.site(), now.toInstant(), each));
        });
    }

    private Answer answer(View view, MonitorRun run) {
        return switch (view) {
            case REQUESTS -> run.requests(settings.slow());
            case PATHS -> run.paths(new PathNames(settings.pages()));
            case JOBS -> run.jobs();
        };
    }

    private Chunk read(Optional<Position> position) throws SourceException {
        try {
            return position.isPresent() ? tail.after(position.get()) : tail.last();
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** Names the file as the configuration does not: its directories may hold a person's name. */
    private SourceException failed(IOException e) {
        String file = "'" + settings.file().getFileName() + "'";
        if (e instanceof NoSuchFileException)
            return new SourceException(
                    name,
                    Failure.UNREACHABLE,
                    "there is no file " + file + ": set \"monitor\": 1 in the site's configuration, and see 'file'",
                    e);
        if (e instanceof AccessDeniedException)
            return new SourceException(
                    name, Failure.REFUSED, "this user may not read " + file + ": add it to the file's group", e);
        return new SourceException(
                name, Failure.OTHER, file + " cannot be read (" + e.getClass().getSimpleName() + ")", e);
    }

    @Override
    public String identify() throws SourceException {
        try {
            Instant written = Files.getLastModifiedTime(settings.file()).toInstant();
            return "a log of Frappe's monitor, last written at " + written;
        } catch (IOException e) {
            throw failed(e);
        }
    }

    @Override
    public void close() {
        // Holds nothing between two questions.
    }
}
