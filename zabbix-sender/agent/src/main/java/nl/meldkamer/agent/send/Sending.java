package nl.meldkamer.agent.send;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import nl.meldkamer.agent.Stamps;
import nl.meldkamer.sender.Address;
import nl.meldkamer.sender.Packet;
import nl.meldkamer.sender.Sample;

/** One run: reads the input, puts it to every destination while reading goes on, and reports. To be run once. */
final class Sending {
    /** A server has few trappers, 5 by default, and others need them too. */
    private static final int LANES = 2;

    private final Settings settings;
    private final Report report;
    private final List<Destination> destinations = new ArrayList<>();
    private final Batcher batcher = new Batcher(LANES, this::putToAll);
    private long read;
    private boolean inputFailed;

    Sending(Settings settings, SenderFactory senders, Report report) {
        this.settings = settings;
        this.report = report;
        for (List<Address> nodes : settings.destinations()) {
            String name = nodes.stream().map(Address::toString).collect(Collectors.joining(";"));
            destinations.add(new Destination(name, senders.to(nodes, settings), LANES, report));
        }
    }

    /** Gives the exit status. An interrupt ends it with {@link SendCommand#NOT_SENT}. */
    int run(InputStream standardInput, Clock clock) {
        long started = System.nanoTime();
        try {
            if (settings.input() instanceof Input.OneValue one) add(one, clock.instant());
            if (settings.input() instanceof Input.Lines lines) addAll(lines, standardInput, clock);
            batcher.flush();
            for (Destination destination : destinations) destination.finish();
            report.summary(read, destinations, System.nanoTime() - started);
            return status();
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
            report.complain("interrupted");
            return SendCommand.NOT_SENT;
        }
    }

    private void add(Input.OneValue one, Instant now) throws InterruptedException {
        read = 1;
        batcher.add(Sample.of(one.host(), one.key(), one.value(), now.getEpochSecond(), now.getNano()), 0);
    }

    private void addAll(Input.Lines input, InputStream standardInput, Clock clock) throws InterruptedException {
        try (InputStream in = open(input, standardInput)) {
            addAll(
                    input,
                    new LineReader(in),
                    new LineParser(input.format(), settings.defaultHost(), new Stamps(clock)));
        } catch (IOException failure) {
            inputFailed = true;
            String why = failure instanceof NoSuchFileException ? "no such file" : failure.toString();
            report.complain("can't read " + input.name() + (read == 0 ? "" : " after line " + read) + ": " + why);
        }
    }

    private InputStream open(Input.Lines input, InputStream standardInput) throws IOException {
        if (!input.isStandardInput()) return Files.newInputStream(Path.of(input.file()));
        return input.realTime() ? new RealTimeInput(standardInput, batcher::flush, System::nanoTime) : standardInput;
    }

    private void addAll(Input.Lines input, LineReader lines, LineParser parser)
            throws IOException, InterruptedException {
        while (!allEnded() && lines.next()) {
            read++;
            try {
                if (lines.tooLong())
                    throw new BadLineException("line is longer than " + (LineReader.MAX_LINE_BYTES >> 20) + " MiB");
                batcher.add(parser.parse(lines.buffer(), lines.start(), lines.end(), read), read);
            } catch (BadLineException bad) {
                report.badLine(input.name(), read, bad);
            }
        }
        if (allEnded()) report.complain(input.name() + ": reading stopped after line " + read);
    }

    private boolean allEnded() {
        for (Destination destination : destinations) if (!destination.isEnded()) return false;
        return true;
    }

    private void putToAll(int lane, Packet packet) throws InterruptedException {
        for (Destination destination : destinations) destination.put(lane, packet);
    }

    private int status() {
        long ended = destinations.stream().filter(Destination::isEnded).count();
        boolean rejected = destinations.stream().anyMatch(one -> one.tally().rejected() > 0);
        boolean nothingGood = read > 0 && report.badLines() == read;
        if (inputFailed || nothingGood || ended == destinations.size()) return SendCommand.NOT_SENT;
        return ended > 0 || rejected || report.badLines() > 0 ? SendCommand.PARTLY_ACCEPTED : SendCommand.ALL_ACCEPTED;
    }
}
