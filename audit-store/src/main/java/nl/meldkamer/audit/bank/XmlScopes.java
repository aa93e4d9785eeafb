package nl.meldkamer.audit.bank;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads XML as a stream and keeps of it only the wanted values of the elements that are open, so that memory does not
 * depend on the length of the file. Namespaces, and with them the versions of a message, are not looked at. A document
 * type declaration is refused before anything in it is read: no entity is ever expanded or fetched.
 */
final class XmlScopes {

    /** Deeper than any message of a bank. */
    private static final int DEEPEST = 64;

    /** Longer than any value that is wanted: those are names of 35 characters, dates and amounts. */
    private static final int LONGEST_VALUE = 256;

    /** What is told of the stream. */
    interface Listener {
        /** A scope has ended. */
        void closed(Scope scope);
    }

    /** One open element that values are kept for. */
    static final class Scope {

        private final String name;
        private final int depth;
        private final @Nullable Scope parent;
        private final Map<String, String> values = new HashMap<>();
        private int children;

        Scope(String name, int depth, @Nullable Scope parent) {
            this.name = name;
            this.depth = depth;
            this.parent = parent;
        }

        String name() {
            return name;
        }

        /** The first value at a path below this element, or null if there was none. */
        @Nullable String get(String path) {
            return values.get(path);
        }

        /** The innermost scope of that name around this one. */
        @Nullable Scope around(String name) {
            Scope scope = parent;
            while (scope != null && !scope.name.equals(name)) scope = scope.parent;
            return scope;
        }

        /** How many scopes there were directly inside this one. */
        int children() {
            return children;
        }
    }

    private static final XMLInputFactory FACTORY = factory();

    private final String file;
    private final Set<String> scopeNames;
    private final Set<String> wanted;
    private final Listener listener;
    private final Deque<String> path = new ArrayDeque<>();
    private final StringBuilder text = new StringBuilder();
    private @Nullable String wantedPath;
    private @Nullable Scope scope;
    private @Nullable String message;

    /**
     * Prepares for one file.
     *
     * @param scopeNames the elements that values are kept for; the second element of a file is always one
     * @param wanted the paths below a scope that are kept, such as {@code Refs/EndToEndId}, and {@code Amt@Ccy} for an
     *     attribute
     */
    XmlScopes(String file, Set<String> scopeNames, Set<String> wanted, Listener listener) {
        this.file = file;
        this.scopeNames = scopeNames;
        this.wanted = wanted;
        this.listener = listener;
    }

    /** The name of the message, which is the second element of a file, or null if there was none. */
    @Nullable String message() {
        return message;
    }

    void read(InputStream in) throws BankFileException {
        XMLStreamReader reader = null;
        try {
            reader = FACTORY.createXMLStreamReader(in);
            while (reader.hasNext()) event(reader, reader.next());
        } catch (XMLStreamException e) {
            throw at(
                    e.getLocation(),
                    e.getNestedException() instanceof IOException io ? io.getMessage() : "not well-formed XML");
        } finally {
            close(reader);
        }
    }

    private void event(XMLStreamReader reader, int event) throws BankFileException {
        switch (event) {
            case XMLStreamConstants.START_ELEMENT -> open(reader);
            case XMLStreamConstants.END_ELEMENT -> close(reader.getLocation());
            case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> keep(reader);
            case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                throw at(reader.getLocation(), "a document type declaration or an entity, which no bank's file has");
            default -> {}
        }
    }

    private void open(XMLStreamReader reader) throws BankFileException {
        String name = reader.getLocalName();
        path.addLast(name);
        if (path.size() > DEEPEST) throw at(reader.getLocation(), "elements more than " + DEEPEST + " deep");
        if (path.size() == 2) message = name;
        if (path.size() == 2 || scopeNames.contains(name)) enter(name);
        else want(reader);
    }

    private void enter(String name) {
        if (scope != null) scope.children++;
        scope = new Scope(name, path.size(), scope);
        wantedPath = null;
    }

    private void want(XMLStreamReader reader) {
        wantedPath = null;
        if (scope == null) return;
        String below = String.join("/", path.stream().skip(scope.depth).toList());
        if (!wanted.contains(below)) return;
        wantedPath = below;
        text.setLength(0);
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            String attribute = below + "@" + reader.getAttributeLocalName(i);
            if (wanted.contains(attribute)) scope.values.putIfAbsent(attribute, reader.getAttributeValue(i));
        }
    }

    private void keep(XMLStreamReader reader) throws BankFileException {
        if (wantedPath == null) return;
        if (text.length() + reader.getTextLength() > LONGEST_VALUE)
            throw at(reader.getLocation(), wantedPath + " is longer than " + LONGEST_VALUE + " characters");
        text.append(reader.getTextCharacters(), reader.getTextStart(), reader.getTextLength());
    }

    private void close(Location location) throws BankFileException {
        Scope open = scope;
        if (open != null && wantedPath != null)
            open.values.putIfAbsent(wantedPath, text.toString().strip());
        wantedPath = null;
        if (open != null && open.depth == path.size()) {
            scope = open.parent;
            try {
                listener.closed(open);
            } catch (BadValueException e) {
                throw at(location, e.getMessage());
            }
        }
        path.removeLast();
    }

    private BankFileException at(@Nullable Location location, @Nullable String problem) {
        String place = location == null
                ? file
                : file + " line " + location.getLineNumber() + " column " + location.getColumnNumber();
        return new BankFileException(place + ": " + problem);
    }

    private static void close(@Nullable XMLStreamReader reader) {
        try {
            if (reader != null) reader.close();
        } catch (XMLStreamException e) {
            // It has given all that it had.
        }
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, false);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("nothing outside the file is read");
        });
        return factory;
    }
}
