package nl.meldkamer.agent.source;

import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A mounted file system.
 *
 * @param volume the device; a device may be mounted in several places
 * @param free bytes that nobody uses, usable those of them that others than root may take
 */
record Mount(Path point, String type, String volume, long total, long free, long usable) {

    /** Live in memory or only show another file system's files. */
    private static final Set<String> UNREAL =
            Set.of("tmpfs", "ramfs", "devtmpfs", "overlay", "squashfs", "iso9660", "erofs", "fuse.snapfuse");

    /** As df counts: what root keeps for itself is not to be had. Null for a file system without any space. */
    @Nullable BigDecimal usedPercent() {
        BigDecimal used = BigDecimal.valueOf(total - free);
        BigDecimal whole = used.add(BigDecimal.valueOf(usable));
        if (whole.signum() <= 0) return null;
        return used.multiply(BigDecimal.valueOf(100)).divide(whole, MathContext.DECIMAL64);
    }

    /**
     * The mounts that matter: the root, each real device once where it is mounted nearest to the root, and whatever holds
     * a directory of {@code wanted}.
     */
    static List<Mount> that(List<Mount> all, List<Path> wanted) {
        Set<Mount> chosen = new LinkedHashSet<>();
        Set<String> volumes = new HashSet<>();
        for (Mount mount : all.stream().sorted(nearestFirst()).toList()) {
            if (mount.isRoot() || (mount.isReal() && !volumes.contains(mount.volume()))) chosen.add(mount);
            volumes.add(mount.volume());
        }
        wanted.forEach(directory -> holding(all, directory).ifPresent(chosen::add));
        return chosen.stream().sorted(Comparator.comparing(Mount::point)).toList();
    }

    private static Optional<Mount> holding(List<Mount> all, Path directory) {
        return all.stream()
                .filter(mount -> directory.startsWith(mount.point()))
                .max(Comparator.comparing(mount -> mount.point().getNameCount()));
    }

    private static Comparator<Mount> nearestFirst() {
        return Comparator.comparing((Mount mount) -> mount.point().getNameCount())
                .thenComparing(Mount::point);
    }

    private boolean isRoot() {
        return point.getNameCount() == 0;
    }

    private boolean isReal() {
        return total > 0 && !UNREAL.contains(type);
    }
}
