package nl.meldkamer.templates;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** An element that holds either text or elements. Not thread-safe. */
final class XmlElement {

    private static final String INDENT = "    ";

    private final String name;
    private final String text;
    private final List<XmlElement> children = new ArrayList<>();

    private XmlElement(String name, String text) {
        this.name = name;
        this.text = text;
    }

    static XmlElement named(String name) {
        return new XmlElement(name, "");
    }

    static XmlElement textOnly(String name, String text) {
        return new XmlElement(name, text);
    }

    /** Adds an element with text. */
    XmlElement text(String childName, String childText) {
        children.add(new XmlElement(childName, childText));
        return this;
    }

    /** Adds an element with text, unless the text is empty. */
    XmlElement optional(String childName, String childText) {
        return unless("", childName, childText);
    }

    /** Adds an element with text, unless the text is what Zabbix takes anyway: its exports leave such elements out. */
    XmlElement unless(String usual, String childName, String childText) {
        return childText.equals(usual) ? this : text(childName, childText);
    }

    XmlElement add(XmlElement child) {
        children.add(child);
        return this;
    }

    /** Adds an element that holds these; nothing when there are none. */
    XmlElement list(String childName, Stream<XmlElement> elements) {
        XmlElement list = named(childName);
        elements.forEach(list::add);
        return list.children.isEmpty() ? this : add(list);
    }

    /** The whole document with this element as its root. */
    String document() {
        StringBuilder out = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        write(out, "");
        return out.toString();
    }

    private void write(StringBuilder out, String indent) {
        out.append(indent).append('<').append(name).append('>');
        if (children.isEmpty()) {
            out.append(escaped(text));
        } else {
            out.append('\n');
            children.forEach(child -> child.write(out, indent + INDENT));
            out.append(indent);
        }
        out.append("</").append(name).append(">\n");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
