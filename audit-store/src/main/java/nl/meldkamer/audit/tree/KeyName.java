package nl.meldkamer.audit.tree;

/** What a key may be called in a signed note: anything without a space or a plus sign. */
final class KeyName {
    private KeyName() {}

    static String require(String name) throws ProofException {
        if (name.isEmpty()) throw new ProofException("the key has no name");
        boolean wrong = name.codePoints()
                .anyMatch(c -> c == '+' || c < ' ' || Character.isWhitespace(c) || Character.isSpaceChar(c));
        if (wrong) throw new ProofException("the key name has a space, a plus sign or a control character");
        return name;
    }
}
