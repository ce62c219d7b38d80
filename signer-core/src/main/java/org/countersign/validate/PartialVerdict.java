package org.countersign.validate;

import java.util.List;

/**
 * What a {@link PartialJudge} found.
 *
 * @param signatures one entry for each RRSIG record, in the order read
 * @param problems lines that cannot be read, as sentences
 */
public record PartialVerdict(List<SignatureVerdict> signatures, List<String> problems) {
  public PartialVerdict {
    signatures = List.copyOf(signatures);
    problems = List.copyOf(problems);
  }

  /** Whether there is a signature, all are valid, and every line could be read. */
  public boolean allValid() {
    return !signatures.isEmpty()
        && problems.isEmpty()
        && signatures.stream().allMatch(SignatureVerdict::valid);
  }
}
