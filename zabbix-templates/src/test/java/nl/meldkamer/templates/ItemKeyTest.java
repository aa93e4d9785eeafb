package nl.meldkamer.templates;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ItemKeyTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "a.b-c_D9",
                "a[]",
                "a[x]",
                "a[x,y]",
                "a[,]",
                "a[x y]",
                "a[{#Q}]",
                "a[/var/log]",
                "a[\"x,]\"]",
                "a[\"\\\"\"]",
                "a[ x]",
                "a[[x,y],z]",
                "a[[\"x]\"],]"
            })
    void takesWhatZabbixTakes(String key) {
        assertThat(ItemKey.fault(key)).isEmpty();
        assertThat(ItemKey.end("(" + key + ",5m)", 1)).isEqualTo(1 + key.length());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " a",
                "a b",
                "a[",
                "a]",
                "a[x",
                "a[x]]",
                "a[\"x]",
                "a[\"x\"y]",
                "a[[x]",
                "a[x][y]",
                "a{#Q}",
                "é"
            })
    void refusesWhatZabbixRefuses(String key) {
        assertThat(ItemKey.fault(key)).get().asString().startsWith("'" + key + "' is not a Zabbix key; expected");
    }

    @Test
    void aKeyIsBoundedInLength() {
        assertThat(ItemKey.fault("a".repeat(2048))).isEmpty();
        assertThat(ItemKey.fault("a".repeat(2049))).contains("a key has at most 2048 characters");
    }
}
