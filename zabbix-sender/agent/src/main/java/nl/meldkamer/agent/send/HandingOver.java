package nl.meldkamer.agent.send;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nl.meldkamer.agent.socket.Protocol;
import nl.meldkamer.agent.socket.Reply;
import nl.meldkamer.agent.socket.Request;
import nl.meldkamer.agent.socket.SocketClient;
import nl.meldkamer.sender.Packet;
import nl.meldkamer.sender.Sample;
import org.jspecify.annotations.Nullable;

/**
 * One run with {@code --spool}: hands the values to the daemon, which answers when they are in its spool on the disk, and
 * delivers them from then on. After an exchange that went wrong nothing more is handed over. To be run once.
 */
final class HandingOver {

    private static final int SPACE_FOR_COUNT = 4;

    private final Settings settings;
    private final Path socket;
    private final Report report;
    private final Batcher batcher = new Batcher(1, (lane, packet) -> handOver(packet));
    private final InputReading input;
    private @Nullable SocketClient client;
    private boolean ended;
    private long stored;
    private long refused;
    private long unknown;

    HandingOver(Settings settings, Path socket, Report report) {
        this.settings = settings;
        this.socket = socket;
        this.report = report;
        input = new InputReading(settings, batcher, report, () -> ended);
    }

    /** Gives the exit status. An interrupt ends it with {@link SendCommand#NOT_SENT}. */
    int run(InputStream standardInput, Clock clock) {
        long started = System.nanoTime();
        try {
            input.run(standardInput, clock);
            disconnect();
            report.handedOver(input.read(), stored, refused, unknown, System.nanoTime() - started);
            return status();
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
            report.complain("interrupted");
            return SendCommand.NOT_SENT;
        }
    }

    private int status() {
        if (ended || input.isOfNoUse()) return SendCommand.NOT_SENT;
        return refused > 0 || report.badLines() > 0 ? SendCommand.PARTLY_ACCEPTED : SendCommand.ALL_ACCEPTED;
    }

    private void handOver(Packet packet) {
        List<Packet.Entry> fitting = new ArrayList<>();
        int size = SPACE_FOR_COUNT;
        for (Packet.Entry entry : packet.entries()) {
            int more = Protocol.size(entry.sample());
            if (SPACE_FOR_COUNT + more > Protocol.LARGEST_BODY) {
                refuse(entry, "it is longer than the " + (Protocol.LARGEST_BODY >> 10) + " KiB that the daemon takes");
                continue;
            }
            if (size + more > Protocol.LARGEST_BODY || fitting.size() == Protocol.MOST_VALUES) {
                push(List.copyOf(fitting));
                fitting.clear();
                size = SPACE_FOR_COUNT;
            }
            fitting.add(entry);
            size += more;
        }
        if (!fitting.isEmpty()) push(fitting);
    }

    private void push(List<Packet.Entry> entries) {
        Optional<SocketClient> daemon = connected();
        if (daemon.isEmpty()) return;
        List<Request.Value> values = new ArrayList<>();
        for (Packet.Entry entry : entries) values.add(new Request.Value.Good(entry.sample()));
        try {
            take(entries, daemon.get().ask(new Request.Push(values)));
        } catch (IOException lost) {
            unknown += entries.size();
            end("no answer from the daemon at " + socket + ": " + lost.getMessage());
        }
    }

    private void take(List<Packet.Entry> entries, Reply reply) throws IOException {
        if (reply instanceof Reply.Pushed pushed && pushed.refusals().size() == entries.size()) {
            for (int i = 0; i < entries.size(); i++)
                take(entries.get(i), pushed.refusals().get(i));
        } else if (reply instanceof Reply.Refused all) {
            end("the daemon at " + socket + " took nothing: " + all.reason());
        } else {
            throw new IOException("it makes no sense");
        }
    }

    private void take(Packet.Entry entry, Optional<String> refusal) {
        if (refusal.isPresent()) refuse(entry, refusal.get());
        else stored++;
    }

    private void refuse(Packet.Entry entry, String reason) {
        refused++;
        Sample sample = entry.sample();
        String line = entry.id() == 0 ? "" : "line " + entry.id() + ": ";
        report.refused(line + "host \"" + sample.host() + "\", key \"" + sample.key() + "\": refused: " + reason);
    }

    private Optional<SocketClient> connected() {
        if (ended) return Optional.empty();
        try {
            if (client == null) client = SocketClient.connect(socket, settings.timeLimit());
            return Optional.of(client);
        } catch (IOException | IllegalArgumentException e) {
            end("no daemon answers at " + socket + ": " + e.getMessage()
                    + "; is 'meldkamer run' running, may this user write to that file, and is --socket the path that its"
                    + " configuration names?");
            return Optional.empty();
        }
    }

    private void end(String why) {
        ended = true;
        report.complain(why);
    }

    private void disconnect() {
        try {
            if (client != null) client.close();
        } catch (IOException e) {
            // All was answered; the goodbye changes nothing.
        }
    }
}
