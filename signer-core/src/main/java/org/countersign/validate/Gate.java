package org.countersign.validate;

/** The only road to publication: judges an artefact on disk by every rule, and decides once. */
public final class Gate {
  /**
   * Judges one artefact.
   *
   * @throws java.io.UncheckedIOException if a file cannot be read or a temporary one not written
   */
  public Verdict judge(GateRequest request) {
    throw new UnsupportedOperationException("the gate is being built");
  }
}
