package nl.meldkamer.audit.seal;

import nl.meldkamer.audit.tree.Hash;

/**
 * What somebody says that the tree was at some size.
 *
 * @param who for the message: a checkpoint of the store, or the witness
 */
record SignedSize(long size, Hash root, String who) {
    static final String WITNESS = "the witness";
}
