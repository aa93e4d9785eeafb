package nl.meldkamer.templates.yaml;

/**
 * One fault in a document.
 *
 * @param file as the user named it
 * @param line counted from 1
 * @param path keys from the top, joined by dots; empty for the document itself
 */
public record Problem(String file, int line, String path, String message) {

    @Override
    public String toString() {
        return file + ":" + line + ": " + (path.isEmpty() ? "" : path + ": ") + message;
    }
}
