package nl.meldkamer.agent.send;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.time.Clock;

/**
 * {@code meldkamer send}: takes the options and the input of zabbix_sender 7.0 and exits as its manual says, but true to
 * what happened: 0 when the server took every value, 2 when it rejected some or some lines were bad, 1 when sending
 * failed or the options are wrong. With several destinations 1 means that sending failed to all of them, 2 that it did
 * to some. Standard output and error are described at {@link Report}.
 *
 * <p>With {@code --spool} the daemon gets the values instead, see {@link HandingOver}: 0 when all are in its spool, 2 when
 * it refused some or some lines were bad, 1 when no daemon answers or its answer did not come.
 *
 * <p>A packet is sent once: after an exchange that went wrong only the caller knows whether another is worth it, and
 * with timestamps in the input he may send the same input again without a value being stored twice.
 */
public final class SendCommand {
    public static final int ALL_ACCEPTED = 0;
    public static final int NOT_SENT = 1;
    public static final int PARTLY_ACCEPTED = 2;

    private final InputStream in;
    private final PrintStream out;
    private final PrintStream err;
    private final Clock clock;
    private final SenderFactory senders;

    /** What the launcher starts for {@code send}, so that nothing else of the program is loaded. */
    public static void main(String[] args) {
        System.exit(ofThisProcess().run(args));
    }

    /** On the standard streams of this process. */
    public static SendCommand ofThisProcess() {
        return new SendCommand(
                new FileInputStream(FileDescriptor.in),
                stream(FileDescriptor.out),
                stream(FileDescriptor.err),
                Clock.systemUTC(),
                SenderFactory::trapper);
    }

    SendCommand(InputStream in, PrintStream out, PrintStream err, Clock clock, SenderFactory senders) {
        this.in = in;
        this.out = out;
        this.err = err;
        this.clock = clock;
        this.senders = senders;
    }

    /** In UTF-8 whatever the locale, as zabbix_sender writes the bytes that it was given. */
    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(new BufferedOutputStream(new FileOutputStream(descriptor)), true, UTF_8);
    }

    /** Runs to the end and gives the exit status. */
    public int run(String... words) {
        try {
            Arguments arguments = Arguments.parse(words);
            if (arguments.has(Option.HELP)) return show(Help.text());
            if (arguments.has(Option.VERSION)) return show(Help.version());
            return send(Settings.of(arguments));
        } catch (InvalidSettingsException invalid) {
            err.println("meldkamer send: " + invalid.getMessage());
            err.println("Try 'meldkamer send --help' for more information.");
            return NOT_SENT;
        }
    }

    private int send(Settings settings) {
        Report report = new Report(out, err, settings.verbosity());
        if (settings.socket().isPresent())
            return new HandingOver(settings, settings.socket().get(), report).run(in, clock);
        return new Sending(settings, senders, report).run(in, clock);
    }

    private int show(String text) {
        out.print(text);
        return ALL_ACCEPTED;
    }
}
