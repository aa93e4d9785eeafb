package nl.meldkamer.agent.send;

/** Where the values come from. */
sealed interface Input {

    /** Options {@code -s -k -o}. */
    record OneValue(String host, String key, String value) implements Input {}

    /**
     * Option {@code -i}.
     *
     * @param file {@code -} for standard input
     * @param realTime send at every pause of standard input; a file has none
     */
    record Lines(String file, LineFormat format, boolean realTime) implements Input {
        boolean isStandardInput() {
            return file.equals("-");
        }

        /** What complaints call it. */
        String name() {
            return isStandardInput() ? "standard input" : file;
        }
    }
}
