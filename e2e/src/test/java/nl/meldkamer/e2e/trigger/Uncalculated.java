package nl.meldkamer.e2e.trigger;

import java.io.StringReader;
import java.io.StringWriter;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/**
 * A template with trapper items in the place of its calculated ones, so that a test can say what these come to. Its
 * triggers stay as they are.
 */
final class Uncalculated {

    private static final List<String> OF_FORMULAS = List.of("params", "preprocessing", "delay");

    private Uncalculated() {}

    static String of(String xml) throws Exception {
        Document document =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
        NodeList types = document.getElementsByTagName("type");
        for (int index = 0; index < types.getLength(); index++)
            if (types.item(index).getTextContent().equals("CALCULATED")) trap(types.item(index));
        StringWriter text = new StringWriter();
        TransformerFactory.newInstance().newTransformer().transform(new DOMSource(document), new StreamResult(text));
        return text.toString();
    }

    private static void trap(Node type) {
        type.setTextContent("TRAP");
        Node item = type.getParentNode();
        for (String name : OF_FORMULAS) remove(item, name);
        Element delay = item.getOwnerDocument().createElement("delay");
        delay.setTextContent("0");
        item.appendChild(delay);
    }

    private static void remove(Node item, String name) {
        NodeList children = item.getChildNodes();
        for (int index = children.getLength() - 1; index >= 0; index--)
            if (children.item(index).getNodeName().equals(name)) item.removeChild(children.item(index));
    }
}
