package nl.meldkamer.e2e;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The simulator in a JVM of its own, so that the association lives on when the command that started it has ended. */
final class SimulatorProgram implements Program {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Path checkout;
    private final Path directory;
    private final Service.Settings settings;
    private final Service service;

    SimulatorProgram(Path checkout, Stage stage) {
        this.checkout = checkout;
        this.directory = stage.directory().resolve("simulator");
        this.settings = stage.settings();
        this.service = new Service("simulator", directory, settings, Signal.TERM);
    }

    @Override
    public String name() {
        return "Simulator";
    }

    @Override
    public void start() throws IOException {
        settings.account().directory(directory);
        service.start(
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Demo.class.getName(),
                        "--checkout=" + checkout,
                        "simulate"),
                Map.of(),
                () -> {},
                PATIENCE);
    }

    @Override
    public void stop() throws IOException {
        service.stop();
    }

    @Override
    public boolean isRunning() throws IOException {
        return service.isRunning();
    }
}
