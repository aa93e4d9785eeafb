package nl.meldkamer.templates;

import java.time.Duration;
import java.util.List;
import nl.meldkamer.templates.Draft.Part;
import nl.meldkamer.templates.yaml.YamlMapping;

/** Reads calculated items into a draft. */
final class CalculatedReader {

    private final Draft draft;

    CalculatedReader(Draft draft) {
        this.draft = draft;
    }

    void read(YamlMapping document) {
        document.mappings("calculated").forEach(at -> draft.calculated.add(new Part<>(item(at), at)));
    }

    private static CalculatedItem item(YamlMapping at) {
        ValueType type = at.oneOf("type", ValueType.class).orElse(ValueType.FLOAT);
        List<Trigger> triggers =
                at.mappings("triggers").stream().map(GroupReader::trigger).toList();
        CalculatedItem item = new CalculatedItem(
                at.text("key"),
                at.text("name"),
                at.text("formula"),
                at.optionalText("group"),
                GroupReader.required(at, "every"),
                at.bool("needs-history", false),
                type,
                at.text("units", ""),
                at.duration("history").orElse(GroupReader.HISTORY),
                at.duration("trends").orElse(type.isNumeric() ? GroupReader.TRENDS : Duration.ZERO),
                at.optionalText("value-map"),
                at.text("description"),
                GroupReader.tags(at),
                triggers);
        at.done();
        return item;
    }
}
