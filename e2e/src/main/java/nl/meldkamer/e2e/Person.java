package nl.meldkamer.e2e;

import java.time.LocalDate;
import java.util.Locale;
import java.util.random.RandomGenerator;

/** Somebody who does not exist. */
record Person(String fullName, String email, LocalDate birthDate, String pronouns, String iban) {

    private static final String[] FIRST = {
        "Anouk", "Bas", "Carlijn", "Daan", "Eline", "Floor", "Gijs", "Hanneke", "Ilse", "Jeroen", "Karin", "Lotte",
        "Maarten", "Nienke", "Olaf", "Pim", "Quirine", "Ruben", "Sanne", "Thijs", "Ursula", "Vera", "Wouter", "Yara",
        "Zeger", "Fatima", "Youssef", "Mei", "Aylin", "Kwame", "Renske", "Joost", "Marijke", "Tjeerd", "Femke", "Sjoerd"
    };
    private static final String[] LAST = {
        "van Lindenhof", "Boomkamp", "de Wilgeman", "Eikendaal", "van der Elzen", "Beukhorst", "Esdoornik", "Kastanjer",
        "Populierse", "van den Iepen", "Haagbeek", "Vlierland", "Meidoornse", "ter Linde", "Berkenbos", "Hazelaer",
        "Taxusveld", "Jeneverboom", "van Wingerden", "Klimopstra", "Lijsterbes", "Rozenknop", "Distelvink", "Varenkamp"
    };
    private static final int YOUNGEST_YEARS = 18;
    private static final int YEARS = 65;
    private static final int DAYS_IN_YEAR = 365;

    static Person invent(RandomGenerator random, int number, LocalDate today) {
        String first = Choice.of(random, FIRST);
        String last = Choice.of(random, LAST);
        String mailbox = (first + "." + last.replace(" ", "") + number).toLowerCase(Locale.ROOT);
        return new Person(
                first + " " + last,
                mailbox + "@example.org",
                today.minusYears(YOUNGEST_YEARS).minusDays(random.nextInt(YEARS * DAYS_IN_YEAR)),
                Choice.of(random, "she/her", "he/him", "they/them"),
                Iban.of(number));
    }
}
