package nl.meldkamer.templates.install;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class ImportComparisonTest {

    private static String summary(String json) throws JsonProcessingException {
        return ImportComparison.summary(new ObjectMapper().readTree(json));
    }

    @Test
    void whatAnImportWouldAddWasRemovedByHand() throws Exception {
        assertThat(summary("""
                {"templates": {"updated": [{
                  "before": {"uuid": "1", "template": "T", "name": "T"},
                  "after": {"uuid": "1", "template": "T", "name": "T"},
                  "items": {
                    "added": [{"after": {"name": "Members", "key": "m"}}],
                    "removed": [{"before": {"name": "Mine", "key": "x"}}],
                    "updated": [{"before": {"name": "Leden", "key": "e"}, "after": {"name": "Errors", "key": "e"}}]
                  }}]}}
                """))
                .isEqualTo("items: 'Members' was removed; items: 'Mine' was added; items: 'Errors' was changed (name)");
    }

    @Test
    void aFieldThatIsOnOneSideOnlyIsAChange() throws Exception {
        assertThat(summary("""
                {"templates": {"updated": [{
                  "before": {"name": "T", "description": "ours and theirs"},
                  "after": {"name": "T", "tags": []}}]}}
                """)).isEqualTo("templates: 'T' was changed (description, tags)");
    }

    @Test
    void aPasswordThatZabbixDoesNotTellIsNoChange() throws Exception {
        assertThat(summary("""
                {"templates": {"updated": [{
                  "before": {"name": "T"}, "after": {"name": "T"},
                  "items": {"updated": [{
                    "before": {"name": "A", "username": "u"},
                    "after": {"name": "A", "username": "u", "password": "{$P}"}}]}}]}}
                """)).isEmpty();
    }

    @Test
    void manyChangesAreCounted() throws Exception {
        StringBuilder items = new StringBuilder();
        for (int i = 0; i < 10; i++)
            items.append(i == 0 ? "" : ",")
                    .append("{\"before\":{\"name\":\"")
                    .append(i)
                    .append("\"}}");
        assertThat(summary("{\"items\":{\"removed\":[" + items + "]}}"))
                .startsWith("items: '0' was added; ")
                .endsWith("; and 2 more");
    }
}
