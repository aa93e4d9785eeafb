package nl.meldkamer.e2e;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the items about who the members are have to say: ages, ways to pay, regions, years in which they joined. */
final class CompositionTruth {

    static final List<String> AGES = List.of("under 18", "18 to 29", "30 to 44", "45 to 64", "65 and over", "unknown");
    static final List<String> PAYMENTS =
            List.of("Bank Transfer", "SEPA Direct Debit", "Mollie", "Credit Card", "Cash", "Other");

    private static final int YEARS = 10;

    private final Expected expected;
    private final Records members;
    private final Records active;
    private final Chapters chapters;

    private CompositionTruth(Expected expected) {
        this.expected = expected;
        this.members = expected.all("Member");
        this.active = members.with("status", "Active");
        this.chapters = Chapters.of(expected);
    }

    static void putInto(Expected expected) {
        CompositionTruth truth = new CompositionTruth(expected);
        truth.ages();
        expected.putCounts("ver.members.payment", PAYMENTS, truth.active, "payment_method");
        truth.regions();
        truth.cohorts();
        truth.boards();
    }

    private void ages() {
        for (String age : AGES)
            expected.put(
                    "ver.members.age[" + age + "]",
                    active.that(member -> age(member.date("birth_date")).equals(age)));
    }

    private String age(@Nullable LocalDate born) {
        if (born == null || born.isAfter(expected.today())) return "unknown";
        int years = born.until(expected.today()).getYears();
        if (years < 18) return "under 18";
        if (years < 30) return "18 to 29";
        if (years < 45) return "30 to 44";
        return years < 65 ? "45 to 64" : "65 and over";
    }

    private void regions() {
        Map<String, Set<String>> byChapter =
                chapters.members(active.texts("name").collect(Collectors.toSet()));
        Map<String, Set<String>> regions = new TreeMap<>();
        chapters.active()
                .rows()
                .forEach(chapter -> regions.computeIfAbsent(region(chapter), region -> new HashSet<>())
                        .addAll(byChapter.getOrDefault(chapter.text("name"), Set.of())));
        regions.forEach((region, each) -> expected.put("ver.members.region[" + region + "]", each.size()));
    }

    private static String region(Row chapter) {
        return chapter.text("region").isEmpty() ? "none" : chapter.text("region");
    }

    private void cohorts() {
        Map<String, Records> cohorts =
                members
                        .without("status", "Rejected")
                        .dated("member_since", LocalDate.MIN, expected.today())
                        .rows()
                        .stream()
                        .collect(Collectors.groupingBy(
                                this::cohort, Collectors.collectingAndThen(Collectors.toList(), Records::new)));
        cohorts.forEach((year, cohort) -> {
            long stayed = cohort.with("status", "Active").count();
            expected.put("ver.members.cohort.joined[" + year + "]", cohort);
            expected.put("ver.members.cohort.stayed[" + year + "]", stayed);
            expected.putPercentage("ver.members.cohort.pct[" + year + "]", stayed, cohort.count());
        });
    }

    private String cohort(Row member) {
        int year = Objects.requireNonNull(member.date("member_since"), "those without were left out")
                .getYear();
        return year > expected.today().getYear() - YEARS ? Integer.toString(year) : "earlier";
    }

    private void boards() {
        Map<String, Long> sizes = chapters.boardSizes();
        chapters.active()
                .texts("name")
                .forEach(
                        chapter -> expected.put("ver.chapter.board[" + chapter + "]", sizes.getOrDefault(chapter, 0L)));
    }
}
