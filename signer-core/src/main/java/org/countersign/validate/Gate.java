package org.countersign.validate;

import java.util.Optional;
import org.countersign.finding.Finding;
import org.countersign.finding.RuleId;
import org.countersign.validate.rules.Rules;

/**
 * The only road to publication: judges an artefact on disk by every rule, and decides once. It
 * reads with its own reader, verifies every signature, and shares no code with the signer.
 */
public final class Gate {
  /** Files up to this are sorted in memory before anything else, whatever their order. */
  private static final long SMALL = 16L << 20;

  /**
   * Judges one artefact. A zone that is bad in whatever way is a verdict.
   *
   * @throws java.io.UncheckedIOException if a file cannot be read or a temporary one not written
   * @throws java.util.concurrent.CancellationException if the thread is interrupted
   */
  public Verdict judge(GateRequest request) {
    try {
      return judge(request, SMALL);
    } catch (OwnerCursor.OutOfOrder e) {
      return judge(request, Long.MAX_VALUE);
    }
  }

  /**
   * @param small files up to this many octets are sorted whatever their order
   * @throws OwnerCursor.OutOfOrder if a larger file must be sorted
   */
  Verdict judge(GateRequest request, long small) {
    Report report = new Report();
    Problems problems =
        request.switchedOff().contains(RuleId.FILE_WHOLE)
            ? (line, message) -> {}
            : (line, message) ->
                report.add(Finding.refuse(RuleId.FILE_WHOLE, "line " + line + ": " + message));
    try (ZoneFile file =
            ZoneFile.open(
                request.artefact(), request.origin(), small, request.progress(), problems);
        ZoneFile former = former(request, file, small)) {
      return new Judgement(request, file, report, problems, Rules.all())
          .run(Optional.ofNullable(former));
    }
  }

  private static ZoneFile former(GateRequest request, ZoneFile file, long small) {
    if (request.baseline().isEmpty() || file.origin() == null) {
      return null;
    }
    return ZoneFile.open(
        request.baseline().get(),
        Optional.of(file.origin()),
        small,
        GateProgress.NONE,
        (line, message) -> {});
  }
}
