package nl.meldkamer.sender.testing;

/** Answers as Zabbix writes them. */
public final class Answers {

    private Answers() {}

    public static String counted(int processed, int failed, int total) {
        return "{\"response\":\"success\",\"info\":\"processed: %d; failed: %d; total: %d; seconds spent: 0.000053\"}"
                .formatted(processed, failed, total);
    }

    /** A refusal; the reason is without quotes and backslashes. */
    public static String failed(String reason) {
        return "{\"response\":\"failed\",\"info\":\"%s\"}".formatted(reason);
    }

    public static String redirect(long revision, String address) {
        return "{\"response\":\"failed\",\"redirect\":{\"revision\":%d,\"address\":\"%s\"}}"
                .formatted(revision, address);
    }

    public static String reset() {
        return "{\"response\":\"failed\",\"redirect\":{\"reset\":true}}";
    }
}
