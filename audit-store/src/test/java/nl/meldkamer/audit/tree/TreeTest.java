package nl.meldkamer.audit.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TreeTest {
    /** The leaves and roots that the Certificate Transparency project publishes as test vectors for RFC 6962. */
    private static final List<byte[]> PUBLISHED = List.of(
            hex(""),
            hex("00"),
            hex("10"),
            hex("2021"),
            hex("3031"),
            hex("40414243"),
            hex("5051525354555657"),
            hex("606162636465666768696a6b6c6d6e6f"));

    private static final List<String> ROOTS = List.of(
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }

    private static List<byte[]> leaves(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> ByteBuffer.allocate(4).putInt(i).array())
                .toList();
    }

    private static List<String> hex(List<byte[]> hashes) {
        return hashes.stream().map(HexFormat.of()::formatHex).toList();
    }

    private static List<String> text(List<Hash> hashes) {
        return hashes.stream().map(Hash::toString).toList();
    }

    @Test
    void theRootsOfThePublishedLeavesAreThePublishedRoots() {
        GrowingTree tree = new GrowingTree();
        assertThat(tree.root()).hasToString(ROOTS.get(0));
        for (int size = 1; size <= PUBLISHED.size(); size++) {
            tree.append(Hash.leaf(PUBLISHED.get(size - 1)), (tile, hashes) -> {});
            assertThat(tree.root()).hasToString(ROOTS.get(size));
            assertThat(new Tree(MemoryTiles.of(PUBLISHED), size).root()).hasToString(ROOTS.get(size));
        }
    }

    @Test
    void theProofsOfThePublishedLeavesAreThePublishedProofs() {
        Tree tree = new Tree(MemoryTiles.of(PUBLISHED), 8);
        assertThat(text(tree.inclusion(0).path()))
                .isEqualTo(text(tree.consistency(1).path()))
                .containsExactly(
                        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
                        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4");
        assertThat(text(tree.consistency(6).path()))
                .containsExactly(
                        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
                        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7");
    }

    @Test
    void everyRootAndEveryInclusionProofUpTo300IsThatOfTheStandard() {
        List<byte[]> leaves = leaves(300);
        MemoryTiles tiles = MemoryTiles.of(leaves);
        for (int size = 1; size <= leaves.size(); size++) {
            Hash root = Hash.of(NaiveTree.root(leaves.subList(0, size)));
            Tree tree = new Tree(tiles, size);
            assertThat(tree.root()).isEqualTo(root);
            for (int index = 0; index < size; index++) {
                InclusionProof proof = tree.inclusion(index);
                assertThat(proof.proves(Hash.leaf(leaves.get(index)), root)).isTrue();
            }
        }
    }

    @Test
    void everyInclusionPathIsThatOfTheStandardWordForWord() {
        List<byte[]> leaves = leaves(70);
        MemoryTiles tiles = MemoryTiles.of(leaves);
        for (int size = 1; size <= leaves.size(); size++) {
            for (int index = 0; index < size; index++) {
                assertThat(text(new Tree(tiles, size).inclusion(index).path()))
                        .isEqualTo(hex(NaiveTree.path(index, leaves.subList(0, size))));
            }
        }
    }

    @Test
    void everyPairOfSizesUpTo200IsProvenConsistent() {
        List<byte[]> leaves = leaves(200);
        MemoryTiles tiles = MemoryTiles.of(leaves);
        List<Hash> roots = IntStream.rangeClosed(0, 200)
                .mapToObj(size -> new Tree(tiles, size).root())
                .toList();
        for (int to = 0; to <= 200; to++) {
            Tree tree = new Tree(tiles, to);
            for (int from = 0; from <= to; from++) {
                ConsistencyProof proof = tree.consistency(from);
                assertThat(proof.proves(roots.get(from), roots.get(to))).isTrue();
                if (from < to)
                    assertThat(proof.proves(roots.get(to), roots.get(to))).isFalse();
                if (from % 7 == 0 && from > 0) {
                    assertThat(text(proof.path())).isEqualTo(hex(NaiveTree.proof(from, leaves.subList(0, to))));
                }
            }
        }
    }

    @Test
    void randomLargerTreesOfSeveralLevelsProveWhatTheyHold() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        MemoryTiles tiles = new MemoryTiles();
        List<byte[]> leaves = leaves(70_000 + random.nextInt(70_000));
        leaves.forEach(tiles::append);
        Hash whole = Hash.of(NaiveTree.root(leaves));
        assertThat(tiles.growing().root()).as("seed %d", seed).isEqualTo(whole);
        Tree tree = new Tree(tiles, leaves.size());
        assertThat(tree.root()).as("seed %d", seed).isEqualTo(whole);
        for (int i = 0; i < 200; i++) {
            int index = random.nextInt(leaves.size());
            int from = random.nextInt(leaves.size());
            assertThat(tree.inclusion(index).proves(Hash.leaf(leaves.get(index)), whole))
                    .as("seed %d: leaf %d of %d", seed, index, leaves.size())
                    .isTrue();
            assertThat(tree.consistency(from).proves(new Tree(tiles, from).root(), whole))
                    .as("seed %d: %d to %d", seed, from, leaves.size())
                    .isTrue();
        }
    }

    @Test
    void aTreeThatIsResumedFromItsTilesGrowsOnAsIfItHadNeverStopped() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        MemoryTiles tiles = new MemoryTiles();
        for (int round = 0; round < 30; round++) {
            for (int i = random.nextInt(5000); i > 0; i--)
                tiles.append(ByteBuffer.allocate(8).putLong(random.nextLong()).array());
            long size = tiles.growing().size();
            assertThat(GrowingTree.resume(tiles, size).root())
                    .as("seed %d", seed)
                    .isEqualTo(tiles.growing().root());
        }
        assertThat(tiles.full().keySet()).as("seed %d", seed).allMatch(TilePath::full);
    }

    @Test
    void noBitOfAProofCanBeTurnedOver() {
        List<byte[]> leaves = leaves(13);
        Tree tree = new Tree(MemoryTiles.of(leaves), 13);
        for (int index = 0; index < 13; index++) {
            InclusionProof good = tree.inclusion(index);
            for (List<Hash> path : turnedOver(good.path())) {
                InclusionProof bad = new InclusionProof(index, 13, path);
                assertThat(bad.proves(Hash.leaf(leaves.get(index)), tree.root()))
                        .isFalse();
            }
            for (int other = 0; other < 13; other++) {
                InclusionProof elsewhere = new InclusionProof(other, 13, good.path());
                assertThat(elsewhere.proves(Hash.leaf(leaves.get(index)), tree.root()))
                        .isEqualTo(other == index);
            }
        }
        for (int from = 1; from < 13; from++) {
            Hash root = new Tree(MemoryTiles.of(leaves), from).root();
            for (List<Hash> path : turnedOver(tree.consistency(from).path())) {
                assertThat(new ConsistencyProof(from, 13, path).proves(root, tree.root()))
                        .isFalse();
            }
        }
    }

    /** Each path that differs in one bit, and those with one hash less or more. */
    private static List<List<Hash>> turnedOver(List<Hash> path) {
        List<List<Hash>> paths = new ArrayList<>();
        for (int i = 0; i < path.size(); i++) {
            for (int bit = 0; bit < 8 * Hash.SIZE; bit++) {
                byte[] bytes = path.get(i).bytes();
                bytes[bit / 8] ^= (byte) (1 << bit % 8);
                List<Hash> changed = new ArrayList<>(path);
                changed.set(i, Hash.of(bytes));
                paths.add(changed);
            }
            List<Hash> shorter = new ArrayList<>(path);
            shorter.remove(i);
            paths.add(shorter);
        }
        List<Hash> longer = new ArrayList<>(path);
        longer.add(TreeHasher.EMPTY);
        paths.add(longer);
        return paths;
    }

    @Test
    void whatIsNotInTheTreeIsRefused() {
        Tree tree = new Tree(MemoryTiles.of(leaves(5)), 5);
        assertThatThrownBy(() -> tree.inclusion(5)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> tree.inclusion(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> tree.consistency(6)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> tree.range(2, 2)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aReaderThatGivesATileOfAnotherWidthIsNotBelieved() {
        Tree tree = new Tree(tile -> new byte[Hash.SIZE], 5);
        assertThatThrownBy(tree::root).isInstanceOf(IllegalStateException.class).hasMessageContaining("tile/0/000.p/5");
    }

    @Test
    void tilesAreNamedAsTheStandardNamesThem() {
        assertThat(new TilePath(1, 1_234_067, 256)).hasToString("tile/1/x001/x234/067");
        assertThat(TilePath.in(70_000, 1, 1)).hasToString("tile/1/001.p/17");
    }
}
