package org.countersign.validate;

/** Hears how far a judgement is; called from the judging thread every few thousand records. */
@FunctionalInterface
public interface GateProgress {
  /** Nobody listens. */
  GateProgress NONE = (stage, records, octets, total) -> {};

  /**
   * @param stage what is being done: {@code sort}, {@code judge}
   * @param records records done in this stage
   * @param octets octets of the file done in this stage
   * @param total octets of the file
   */
  void at(String stage, long records, long octets, long total);
}
