package org.countersign.run;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.countersign.dns.Serial;
import org.countersign.finding.Finding;
import org.countersign.finding.Severity;
import org.countersign.sign.FormerRelease;
import org.countersign.sign.SignedCandidate;
import org.countersign.sign.SignedZone;
import org.countersign.sign.Signer;
import org.countersign.step.Step;
import org.countersign.validate.Gate;
import org.countersign.validate.Verdict;
import org.countersign.zone.UnsignedZone;

/** From an unsigned zone to a candidate on disk that the gate has judged. */
final class CandidateStage {
  private final ZoneState state;
  private final RunTools tools;
  private final Stages stages;
  private final Path artefact;
  private final Instant now;

  /**
   * @param artefact where the candidate is written
   */
  CandidateStage(ZoneState state, RunTools tools, Stages stages, Path artefact, Instant now) {
    this.state = state;
    this.tools = tools;
    this.stages = stages;
    this.artefact = artefact;
    this.now = now;
  }

  /**
   * What is signed, and with what.
   *
   * @param digest of its data
   * @param reuse signatures that may be used again
   * @param baseline the release that the gate compares it with
   */
  record Work(
      Intake.Content content,
      UnsignedZone zone,
      String digest,
      KeyTurn keys,
      Serial serial,
      List<Serial> serials,
      Optional<FormerRelease> reuse,
      Optional<FormerZone> baseline,
      OutsideView outside) {}

  /**
   * A candidate and what was found.
   *
   * @param mended what the gate found first, where all was signed anew because of it
   */
  record Judged(
      SignedZone signed, SignedCandidate candidate, Verdict verdict, List<Finding> mended) {}

  SignedZone sign(Work work) throws Exception {
    return sign(work, work.reuse());
  }

  private SignedZone sign(Work work, Optional<FormerRelease> reuse) throws Exception {
    return stages.run(
        "sign",
        progress -> {
          Signer signer =
              new Signer(state.policy(), tools.vaults(), tools.workers(), batch(progress));
          return work.keys().insecure()
              ? signer.unsigned(work.zone(), work.serial(), now)
              : signer.sign(work.zone(), work.keys().plan(), work.serial(), now, reuse);
        });
  }

  private static LongConsumer batch(LongConsumer progress) {
    return signatures -> {
      progress.accept(signatures);
      Step.BATCH_SIGNED.passed();
    };
  }

  /** Judges what was signed; if it is refused and signatures were used again, all fresh. */
  Judged judge(Work work, SignedZone signed) throws Exception {
    Judged first = judgeOnce(work, signed);
    if (first.verdict.approved() || signed.tally().reused() == 0) {
      return first;
    }
    // A signature used again may have rotted since it was made (.se 2022): once more, all fresh.
    Judged second = judgeOnce(work, sign(work, Optional.empty()));
    return second.verdict.approved()
        ? new Judged(
            second.signed,
            second.candidate,
            second.verdict,
            first.verdict.refusals().stream().map(CandidateStage::mended).toList())
        : second;
  }

  private Judged judgeOnce(Work work, SignedZone signed) throws Exception {
    var written =
        stages.run(
            "sign", progress -> CandidateFile.write(signed, artefact, tools.workers(), progress));
    SignedCandidate candidate =
        stages.run("validate", progress -> new SignedCandidate(signed, artefact, work.digest()));
    JudgedCandidate request =
        new JudgedCandidate(
            candidate,
            written,
            work.content(),
            work.zone(),
            work.keys(),
            work.baseline(),
            work.serials(),
            work.outside(),
            state.override(work.digest(), now));
    Verdict verdict =
        stages.run(
            "validate", progress -> new Gate().judge(request.request(tools, state.policy(), now)));
    return new Judged(signed, candidate, verdict, List.of());
  }

  private static Finding mended(Finding finding) {
    return new Finding(
        finding.rule(),
        Severity.WARN,
        finding.owner(),
        finding.type(),
        finding.keyTag(),
        finding.key(),
        "mended by signing everything anew; the first candidate was refused: " + finding.message());
  }
}
