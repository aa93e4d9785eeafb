package nl.meldkamer.agent.cron;

import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One field of a cron expression, with the numbers it may hold. */
enum CronField {
    MINUTE(0, 59, ""),
    HOUR(0, 23, ""),
    DAY_OF_MONTH(1, 31, ""),
    MONTH(1, 12, "jan feb mar apr may jun jul aug sep oct nov dec"),
    DAY_OF_WEEK(0, 7, "sun mon tue wed thu fri sat");

    private static final Pattern ELEMENT = Pattern.compile("(?:\\*|(\\w+)(?:-(\\w+))?)(?:/(\\d{1,4}))?");
    private static final int SUNDAY_TOO = 7;

    private final int first;
    private final int last;
    private final String names;

    CronField(int first, int last, String names) {
        this.first = first;
        this.last = last;
        this.names = names;
    }

    /** The numbers that fit; a Sunday is 0. */
    BitSet parse(String text) {
        BitSet numbers = new BitSet();
        for (String element : text.split(",", -1)) add(element, numbers);
        if (this == DAY_OF_WEEK && numbers.get(SUNDAY_TOO)) {
            numbers.clear(SUNDAY_TOO);
            numbers.set(0);
        }
        return numbers;
    }

    /** A step after a single number goes on to the end of the field. */
    private void add(String element, BitSet numbers) {
        Matcher matcher = ELEMENT.matcher(element);
        if (!matcher.matches()) throw fault(element, "is not understood");
        boolean stepped = matcher.group(3) != null;
        int step = stepped ? Integer.parseInt(matcher.group(3)) : 1;
        int from = matcher.group(1) == null ? first : number(matcher.group(1));
        int to = matcher.group(2) != null ? number(matcher.group(2)) : end(matcher.group(1) == null || stepped, from);
        if (step == 0) throw fault(element, "has a step of 0");
        if (from > to) throw fault(element, "runs backwards");
        for (int i = from; i <= to; i += step) numbers.set(i);
    }

    private int end(boolean open, int from) {
        if (!open) return from;
        return this == DAY_OF_WEEK ? last - 1 : last;
    }

    private int number(String text) {
        int named = List.of(names.split(" ")).indexOf(text.toLowerCase(Locale.ROOT));
        if (named >= 0) return first + named;
        if (!text.matches("\\d{1,4}")) throw fault(text, "is not understood");
        int number = Integer.parseInt(text);
        if (number < first || number > last) throw fault(text, "is not from " + first + " to " + last);
        return number;
    }

    private IllegalArgumentException fault(String text, String what) {
        String field = name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return new IllegalArgumentException("the " + field + " '" + text + "' " + what);
    }
}
