package nl.meldkamer.agent.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class MountTest {

    private static final Mount ROOT = mount("/", "ext4", "/dev/sda1");
    private static final Mount HOME = mount("/home", "xfs", "/dev/sdb1");
    private static final Mount BIND = mount("/srv/copy", "xfs", "/dev/sdb1");
    private static final Mount MEMORY = mount("/run", "tmpfs", "tmpfs");
    private static final Mount LAYER = mount("/var/lib/docker/x/merged", "overlay", "overlay");

    @Test
    void eachRealDeviceIsWatchedOnceWhereItIsNearestToTheRoot() {
        assertThat(Mount.that(List.of(BIND, MEMORY, LAYER, HOME, ROOT), List.of()))
                .containsExactly(ROOT, HOME);
    }

    @Test
    void theRootIsWatchedEvenWhenItIsAContainersLayer() {
        Mount layer = mount("/", "overlay", "overlay");
        assertThat(Mount.that(List.of(layer, MEMORY), List.of())).containsExactly(layer);
    }

    @Test
    void whatHoldsAWantedDirectoryIsWatchedWhateverItsType() {
        assertThat(Mount.that(List.of(ROOT, HOME, MEMORY), List.of(Path.of("/run/lock"), Path.of("/home/frappe"))))
                .containsExactly(ROOT, HOME, MEMORY);
    }

    @Test
    void aDirectoryWhoseNameOnlyBeginsLikeAMountIsNotOnIt() {
        assertThat(Mount.that(List.of(ROOT, MEMORY), List.of(Path.of("/runner"))))
                .containsExactly(ROOT);
    }

    @Test
    void whatRootKeepsForItselfCountsAsDfCountsIt() {
        Mount mount = new Mount(Path.of("/"), "ext4", "/dev/sda1", 1000, 300, 200);
        assertThat(mount.usedPercent()).isEqualByComparingTo(new BigDecimal("77.77777777777778"));
    }

    @Test
    void aFileSystemWithoutSpaceHasNoShare() {
        assertThat(new Mount(Path.of("/"), "overlay", "overlay", 0, 0, 0).usedPercent())
                .isNull();
    }

    private static Mount mount(String point, String type, String volume) {
        return new Mount(Path.of(point), type, volume, 100, 50, 40);
    }
}
