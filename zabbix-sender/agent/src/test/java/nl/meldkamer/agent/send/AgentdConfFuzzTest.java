package nl.meldkamer.agent.send;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

class AgentdConfFuzzTest {

    @FuzzTest(maxDuration = "10m")
    void anyBytesAreReadOrRefusedWithTheirLine(byte[] text) {
        // An include would have the fuzzer read the machine's own files.
        if (new String(text, ISO_8859_1).contains("Include")) return;
        try {
            AgentdConf.parse(text, "x.conf").get("Hostname").ifPresent(setting -> {
                assertThat(setting.value()).isEqualTo(setting.value().strip());
                assertThat(new String(text, UTF_8)).contains(setting.value());
            });
        } catch (InvalidSettingsException refused) {
            assertThat(refused).hasMessageMatching("x\\.conf line [0-9]+: .*");
        }
    }

    @FuzzTest(maxDuration = "10m")
    void anyTextIsAListOfServersOrRefused(byte[] text) {
        try {
            ServerList.parse(new Setting(new String(text, UTF_8), "x"), 10051)
                    .forEach(nodes -> assertThat(nodes).isNotEmpty().allSatisfy(node -> {
                        assertThat(node.host()).isNotBlank();
                        assertThat(node.port()).isBetween(1, 65_535);
                    }));
        } catch (InvalidSettingsException refused) {
            assertThat(refused).hasMessageStartingWith("x: ");
        }
    }
}
