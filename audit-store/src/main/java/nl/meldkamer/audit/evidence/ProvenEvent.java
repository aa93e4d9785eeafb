package nl.meldkamer.audit.evidence;

import nl.meldkamer.audit.tree.ProofBundle;

/**
 * An event of the evidence with its proof.
 *
 * @param proofFile the path of the proof in the pack
 */
record ProvenEvent(FoundEvent found, Personal personal, ProofBundle proof, String proofFile) {}
