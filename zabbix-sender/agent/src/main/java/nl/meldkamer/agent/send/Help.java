package nl.meldkamer.agent.send;

/** What {@code --help} shows, made from the table of options. */
final class Help {
    private static final int MEANING_COLUMN = 40;

    private Help() {}

    static String text() {
        StringBuilder text = new StringBuilder("""
                usage:
                  meldkamer send [-v] -z SERVER [-s HOST] -k KEY -o VALUE
                  meldkamer send [-v] -z SERVER [-s HOST] [-T [-N]] [-r] -i FILE
                  meldkamer send [-v] -c FILE ...
                  meldkamer send [-v] --spool [--socket FILE] [-s HOST] {-k KEY -o VALUE | -i FILE}

                Sends values to Zabbix items of type trapper. Takes what zabbix_sender takes.

                """);
        for (Option option : Option.values()) text.append(line(option)).append('\n');
        return text.append("""

                Exit status: 0 the server took every value; 2 it rejected some, or some lines were bad;
                1 sending failed, in whole or in part, or the options are wrong. With several destinations
                1 means that sending failed to all of them, 2 that it did to some. With --spool: 0 all are in
                the daemon's spool; 2 it refused some, or some lines were bad; 1 no daemon, or no answer.
                """).toString();
    }

    static String version() {
        String version = Help.class.getPackage().getImplementationVersion();
        return "meldkamer send " + (version == null ? "(not packaged)" : version) + "\n";
    }

    private static String line(Option option) {
        String letter = option.letter() == Option.NO_LETTER ? "    " : "-" + option.letter() + ", ";
        String names = "  " + letter + "--" + option.longName()
                + option.argument().map(" "::concat).orElse("");
        return names + " ".repeat(Math.max(1, MEANING_COLUMN - names.length())) + option.meaning();
    }
}
