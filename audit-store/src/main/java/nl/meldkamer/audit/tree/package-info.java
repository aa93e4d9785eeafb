/**
 * Proof, apart from where events are kept: the tree, its proofs, the signed checkpoints and the document that carries
 * one proof. Needs nothing but the JDK.
 */
@NullMarked
package nl.meldkamer.audit.tree;

import org.jspecify.annotations.NullMarked;
