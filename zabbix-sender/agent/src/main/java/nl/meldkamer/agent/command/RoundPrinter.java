package nl.meldkamer.agent.command;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import nl.meldkamer.agent.collect.Round;
import nl.meldkamer.sender.Sample;

/** Prints what rounds gave, for people or for programs. */
final class RoundPrinter {

    /**
     * {@code JSON}: an array of {group, key, value} and {group, key, error}; {@code TSV}: the same, parted by tabs. Only
     * the table names the items that have no value now and no error either.
     */
    enum Form {
        TABLE,
        JSON,
        TSV
    }

    private static final int WIDEST_KEY = 60;

    private final PrintWriter out;
    private final Form form;

    RoundPrinter(PrintWriter out, Form form) {
        this.out = out;
        this.form = form;
    }

    void print(List<Round> rounds) {
        switch (form) {
            case TABLE -> rounds.forEach(this::table);
            case TSV -> rounds.forEach(this::tabs);
            case JSON -> json(rounds);
        }
    }

    private void table(Round round) {
        out.printf(
                "%s (source %s, %d ms)%n",
                round.status().group(),
                round.status().source(),
                round.status().took().toMillis());
        if (!round.status().error().isEmpty())
            out.println("  FAILED: " + round.status().error());
        int width = round.everything().stream()
                .mapToInt(sample -> sample.key().length())
                .filter(length -> length <= WIDEST_KEY)
                .max()
                .orElse(0);
        String line = "  %-" + Math.max(1, width) + "s  %s%n";
        for (Sample sample : round.everything()) out.printf(line, sample.key(), shown(sample));
        for (String key : round.withoutValue()) out.printf(line, key, "nothing to tell now");
    }

    private static String shown(Sample sample) {
        return sample.supported() ? sample.value() : "no value: " + sample.value();
    }

    private void tabs(Round round) {
        for (Sample sample : round.everything())
            out.println(String.join(
                    "\t",
                    round.status().group(),
                    sample.key(),
                    sample.supported() ? "value" : "error",
                    sample.value().replaceAll("[\\t\\r\\n]+", " ")));
    }

    private void json(List<Round> rounds) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.useDefaultPrettyPrinter().writeStartArray();
            for (Round round : rounds) for (Sample sample : round.everything()) object(json, round, sample);
            json.writeEndArray();
        } catch (IOException e) {
            throw new UncheckedIOException("memory can always be written", e);
        }
        out.println(text);
    }

    private static void object(JsonGenerator json, Round round, Sample sample) throws IOException {
        json.writeStartObject();
        json.writeStringField("group", round.status().group());
        json.writeStringField("key", sample.key());
        json.writeStringField(sample.supported() ? "value" : "error", sample.value());
        json.writeEndObject();
    }
}
