package nl.meldkamer.agent.source;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import nl.meldkamer.agent.config.SourceSettings.Host;
import nl.meldkamer.agent.source.Answer.Column;
import nl.meldkamer.agent.source.Answer.Kind;
import nl.meldkamer.agent.source.SourceException.Failure;
import nl.meldkamer.templates.Collect;
import org.jspecify.annotations.Nullable;
import oshi.SystemInfo;
import oshi.hardware.CentralProcessor;
import oshi.hardware.GlobalMemory;
import oshi.hardware.VirtualMemory;
import oshi.software.os.OSFileStore;

/** The machine that the collector runs on. */
final class HostSource implements Source {

    private static final int LAST_MINUTE = 1;
    private static final long FIRST_INTERVAL_MILLIS = 500;

    private final String name;
    private final Host settings;
    private final SystemInfo system = new SystemInfo();
    private long @Nullable [] lastTicks;

    HostSource(String name, Host settings) {
        this.name = name;
        this.settings = settings;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean understands(Collect question) {
        return question instanceof Collect.Host;
    }

    @Override
    public Answer ask(Collect question, ZonedDateTime now) throws SourceException {
        return switch (((Collect.Host) question).part()) {
            case CPU -> processor();
            case MEMORY -> memory();
            case FILE_SYSTEMS -> fileSystems();
        };
    }

    @Override
    public String identify() {
        return system.getOperatingSystem().toString();
    }

    private Answer processor() {
        CentralProcessor processor = system.getHardware().getProcessor();
        double load = processor.getSystemLoadAverage(1)[LAST_MINUTE - 1];
        return one(
                List.of("cpu_pct", "load_per_core"),
                BigDecimal.valueOf(100 * busy(processor)),
                load < 0 ? null : BigDecimal.valueOf(load / processor.getLogicalProcessorCount()));
    }

    /** The share since the last question; the first one waits for an interval that means something. */
    private double busy(CentralProcessor processor) {
        long[] since = lastTicks;
        double share = since == null
                ? processor.getSystemCpuLoad(FIRST_INTERVAL_MILLIS)
                : processor.getSystemCpuLoadBetweenTicks(since);
        lastTicks = processor.getSystemCpuLoadTicks();
        return share;
    }

    private Answer memory() {
        GlobalMemory memory = system.getHardware().getMemory();
        VirtualMemory swap = memory.getVirtualMemory();
        return one(
                List.of("mem_pct", "available", "total", "swap_pct"),
                percent(memory.getTotal() - memory.getAvailable(), memory.getTotal()),
                BigDecimal.valueOf(memory.getAvailable()),
                BigDecimal.valueOf(memory.getTotal()),
                percent(swap.getSwapUsed(), swap.getSwapTotal()));
    }

    private Answer fileSystems() throws SourceException {
        List<Path> wanted = new ArrayList<>();
        for (Path directory : settings.fileSystems()) wanted.add(real(directory));
        boolean localOnly = wanted.isEmpty();
        List<Mount> all = system.getOperatingSystem().getFileSystem().getFileStores(localOnly).stream()
                .map(HostSource::mount)
                .toList();
        return Answer.of(
                List.of(
                        new Column("fs", Kind.TEXT),
                        new Column("type", Kind.TEXT),
                        new Column("used_pct", Kind.NUMBER),
                        new Column("free", Kind.NUMBER),
                        new Column("total", Kind.NUMBER)),
                Mount.that(all, wanted).stream().map(HostSource::row).toList());
    }

    private Path real(Path directory) throws SourceException {
        try {
            return directory.toRealPath();
        } catch (IOException e) {
            throw new SourceException(
                    name, Failure.OTHER, directory + " cannot be read: correct it under file-systems", e);
        }
    }

    private static Mount mount(OSFileStore store) {
        return new Mount(
                Path.of(store.getMount()),
                store.getType(),
                store.getVolume(),
                store.getTotalSpace(),
                store.getFreeSpace(),
                store.getUsableSpace());
    }

    private static List<@Nullable Object> row(Mount mount) {
        return Arrays.asList(
                mount.point().toString(),
                mount.type(),
                mount.usedPercent(),
                BigDecimal.valueOf(mount.usable()),
                BigDecimal.valueOf(mount.total()));
    }

    private static @Nullable BigDecimal percent(long part, long whole) {
        return whole == 0 ? null : BigDecimal.valueOf(100.0 * part / whole);
    }

    private static Answer one(List<String> names, @Nullable Object... values) {
        List<Column> columns =
                names.stream().map(name -> new Column(name, Kind.NUMBER)).toList();
        return Answer.of(columns, List.of(Arrays.asList(values)));
    }

    @Override
    public void close() {
        // Holds nothing.
    }
}
