package nl.meldkamer.templates;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.StringReader;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import javax.xml.parsers.DocumentBuilderFactory;
import nl.meldkamer.templates.yaml.InvalidDocumentException;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

/** Whatever stands in a catalogue, the answer is a value or a named fault, and what loads can be exported. */
class CatalogueFuzzTest {

    private static final long SEED = 20260301;
    private static final String ALPHABET = "abmn()+-*/,.0159_ sumincoaejk\"'{}[]:#$>=<\n\\";

    @FuzzTest(maxDuration = "10m")
    void anExpressionHasAValueOrANamedFault(FuzzedDataProvider data) {
        evaluate(data.consumeRemainingAsString());
    }

    @FuzzTest(maxDuration = "10m")
    void aTriggerExpressionIsWrittenOutOrHasANamedFault(FuzzedDataProvider data) {
        expand(data.consumeRemainingAsString());
    }

    @FuzzTest(maxDuration = "10m")
    void aCatalogueLoadsAndIsExportedOrHasNamedFaults(FuzzedDataProvider data) throws Exception {
        load(Map.of("fuzz.yaml", data.consumeRemainingAsString()));
    }

    @Test
    void randomExpressionsHaveAValueOrANamedFault() {
        Random random = new Random(SEED);
        for (int i = 0; i < 3_000; i++) {
            String text = random(random, ALPHABET, 30);
            evaluate(text);
            expand(text);
            assertThat(ItemKey.fault(text)).isNotNull();
            assertThat(Masking.mask(text)).doesNotContainPattern("[0-9]");
            assertThat(SqlText.of(text).columns()).isNotNull();
        }
    }

    @Test
    void randomDamageToACatalogueIsExportedOrNamed() throws Exception {
        Random random = new Random(SEED);
        int loaded = 0;
        for (int i = 0; i < 200; i++) {
            Map<String, String> texts = new LinkedHashMap<>(Documents.SMALL);
            texts.replaceAll((name, text) -> damaged(random, text));
            if (load(texts)) loaded++;
        }
        assertThat(loaded).as("seed %d", SEED).isBetween(1, 199);
    }

    private static void evaluate(String text) {
        Map<String, Optional<Object>> row = Map.of(
                "a",
                Optional.of(BigDecimal.TEN),
                "b",
                Optional.of("text"),
                "m",
                Optional.of(LocalDateTime.MIN),
                "n",
                Optional.empty());
        try {
            Expression expression = Expression.parse(text);
            expression.evaluate(new Rows(List.of(row), LocalDateTime.MIN.plusYears(1)), ValueType.TEXT);
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageMatching("(?s).+");
        }
    }

    private static void expand(String text) {
        try {
            assertThat(TriggerExpression.parse(text, "own.key").expanded("T")).contains("/T/");
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageMatching("(?s).+");
        }
    }

    private static boolean load(Map<String, String> texts) throws Exception {
        try {
            String xml = TemplateXml.write(CatalogueLoader.load(texts), ExportFormat.ZABBIX_6_0);
            DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
            return true;
        } catch (InvalidDocumentException e) {
            assertThat(e.problems()).isNotEmpty().allSatisfy(problem -> {
                assertThat(problem.line()).isPositive();
                assertThat(problem.message()).isNotEmpty();
            });
            return false;
        }
    }

    private static String damaged(Random random, String text) {
        int at = random.nextInt(text.length());
        int to = Math.min(text.length(), at + random.nextInt(4));
        return text.substring(0, at) + random(random, ALPHABET, 3) + text.substring(to);
    }

    private static String random(Random random, String alphabet, int longest) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(longest + 1); i > 0; i--)
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        return text.toString();
    }
}
