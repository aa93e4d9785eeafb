package nl.meldkamer.agent.send;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import nl.meldkamer.agent.Stamps;
import nl.meldkamer.sender.Sample;

/** Reads the input into a batcher; bad lines are reported and passed over. To be run once. */
final class InputReading {

    private final Settings settings;
    private final Batcher batcher;
    private final Report report;
    private final BooleanSupplier stop;
    private long read;
    private boolean failed;

    /** @param stop asked before each line whether there is no more use in reading */
    InputReading(Settings settings, Batcher batcher, Report report, BooleanSupplier stop) {
        this.settings = settings;
        this.batcher = batcher;
        this.report = report;
        this.stop = stop;
    }

    void run(InputStream standardInput, Clock clock) throws InterruptedException {
        if (settings.input() instanceof Input.OneValue one) add(one, clock.instant());
        if (settings.input() instanceof Input.Lines lines) addAll(lines, standardInput, clock);
        batcher.flush();
    }

    /** How many values or lines there were, bad ones among them. */
    long read() {
        return read;
    }

    /** The input could not be read to its end, or had nothing good in it. */
    boolean isOfNoUse() {
        return failed || (read > 0 && report.badLines() == read);
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
            failed = true;
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
        while (!stop.getAsBoolean() && lines.next()) {
            read++;
            try {
                if (lines.tooLong())
                    throw new BadLineException("line is longer than " + (LineReader.MAX_LINE_BYTES >> 20) + " MiB");
                batcher.add(parser.parse(lines.buffer(), lines.start(), lines.end(), read), read);
            } catch (BadLineException bad) {
                report.badLine(input.name(), read, bad);
            }
        }
        if (stop.getAsBoolean()) report.complain(input.name() + ": reading stopped after line " + read);
    }
}
