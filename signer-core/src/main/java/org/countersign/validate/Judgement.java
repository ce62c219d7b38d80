package org.countersign.validate;

import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.countersign.dns.Name;
import org.countersign.dns.RecordType;
import org.countersign.finding.Finding;
import org.countersign.finding.RuleId;
import org.countersign.validate.rules.SigVerifies;

/** One artefact being judged: the walk over its owners, past all rules. */
final class Judgement {
  private static final Problems SILENT = (line, message) -> {};

  private final GateRequest request;
  private final ZoneFile file;
  private final Report report;
  private final Problems problems;
  private final List<Rule> rules;
  private final WalkCounts counts = new WalkCounts();

  Judgement(GateRequest request, ZoneFile file, Report report, Problems problems, List<Rule> all) {
    this.request = request;
    this.file = file;
    this.report = report;
    this.problems = problems;
    rules = new ArrayList<>(all);
    rules.removeIf(
        r -> request.switchedOff().contains(r.id()) || request.unsigned() && !r.judgesUnsigned());
  }

  Verdict run(Optional<ZoneFile> baseline) {
    OwnerNode apex = file.origin() == null ? null : apex();
    if (apex == null) {
      report.add(
          Finding.refuse(
              RuleId.APEX_SANE,
              file.origin() == null
                  ? "there is no SOA record: this is no zone, or it is cut before its first record"
                  : "there is no SOA record at " + file.origin() + ": state the right origin"));
      ReadFacts read = file.isSorted() ? file.facts() : file.readToEnd(problems);
      return verdict(null, read);
    }
    try (OwnerCursor former = baseline.map(b -> b.cursor(SILENT)).orElse(null)) {
      ZoneContext zone =
          new ZoneContext(
              request, report, file.origin(), apex, this::readAgain, Optional.ofNullable(former));
      each(rule -> rule.start(zone, apex));
      zone.tally = walk(zone, apex);
      zone.read = file.facts();
      zone.counts = counts.total(zone.read.records());
      each(Rule::end);
      return verdict(zone, zone.read);
    }
  }

  private OwnerNode apex() {
    try (OwnerCursor cursor = file.cursor(SILENT)) {
      for (OwnerNode node = cursor.next(); node != null; node = cursor.next()) {
        if (node.place() == OwnerNode.Place.APEX) {
          return node.has(RecordType.SOA) ? node : null;
        }
      }
      return null;
    }
  }

  private void readAgain(Consumer<OwnerNode> each) {
    try (OwnerCursor cursor = file.cursor(SILENT)) {
      for (OwnerNode node = cursor.next(); node != null; node = cursor.next()) {
        each.accept(node);
      }
    }
  }

  private Rule[] walkers() {
    return rules.stream().filter(Rule::walks).toArray(Rule[]::new);
  }

  private SignatureTally walk(ZoneContext zone, OwnerNode apex) {
    Rule[] walkers = walkers();
    try (OwnerCursor cursor = file.cursor(problems);
        SignatureChecks checks = checks(zone, apex)) {
      for (OwnerNode node = cursor.next(); node != null; node = cursor.next()) {
        zone.node++;
        if (node.place() != OwnerNode.Place.OUTSIDE) {
          counts.owner(node, zone.at());
          if (checks != null) {
            checks.add(node);
          }
        }
        for (int i = 0; i < walkers.length; i++) {
          try {
            walkers[i].owner(node);
          } catch (RuntimeException e) {
            failed(walkers[i], e);
            walkers = walkers();
            i--;
          }
        }
        if ((zone.node & 0xfff) == 0) {
          Interruption.check();
          request.progress().at("judge", counts.records(), file.position(), file.size());
        }
      }
      return checks == null ? null : finish(checks);
    }
  }

  private SignatureTally finish(SignatureChecks checks) {
    try {
      return checks.finish();
    } catch (IllegalStateException e) {
      report.add(
          Finding.refuse(
              RuleId.SIG_VERIFIES,
              "not all signatures were verified, which counts as a refusal: " + e.getMessage()));
      return null;
    }
  }

  private SignatureChecks checks(ZoneContext zone, OwnerNode apex) {
    boolean wanted =
        rules.stream()
            .map(Rule::id)
            .anyMatch(
                id ->
                    switch (id) {
                      case SIG_VERIFIES, KEY_PLAN, KEY_CONTINUITY, CHAIN_DS, KEY_SANE -> true;
                      default -> false;
                    });
    if (!wanted || request.unsigned()) {
      return null;
    }
    SignatureListener listener =
        rules.stream()
            .filter(SigVerifies.class::isInstance)
            .map(SignatureListener.class::cast)
            .findFirst()
            .orElse((owner, covered, algorithm, tag, disagreed) -> {});
    int seed = 1;
    for (int i = 0; i < apex.signatures(); i++) {
      int from = apex.signatureFrom(i);
      seed =
          31 * seed
              + Arrays.hashCode(
                  Arrays.copyOfRange(apex.data(), from, from + apex.signatureLength(i)));
    }
    return new SignatureChecks(zone.keys(), request.threads(), seed, listener);
  }

  private void each(Consumer<Rule> call) {
    for (Rule rule : List.copyOf(rules)) {
      try {
        call.accept(rule);
      } catch (RuntimeException e) {
        failed(rule, e);
      }
    }
  }

  /** A check that cannot run counts as a refusal; a broken world or a halt is no verdict at all. */
  private void failed(Rule rule, RuntimeException e) {
    if (e instanceof UncheckedIOException
        || e instanceof CancellationException
        || e instanceof OwnerCursor.OutOfOrder) {
      throw e;
    }
    rules.remove(rule);
    report.add(Finding.refuse(rule.id(), "the check failed, which counts as a refusal: " + e));
  }

  private Verdict verdict(ZoneContext zone, ReadFacts read) {
    List<Finding> found = report.findings();
    List<Finding> counting = overridden(found);
    boolean yes = zone != null && counting.stream().noneMatch(Finding::refuses);
    Name origin = file.origin();
    return new Verdict(
        yes
            ? Optional.of(
                new Approved(
                    origin,
                    zone.soa().serial(),
                    read.sha256(),
                    expirations(),
                    !counting.equals(found)))
            : Optional.empty(),
        counting,
        Optional.ofNullable(origin),
        zone == null ? Optional.empty() : Optional.of(zone.soa().serial()),
        zone == null || zone.counts == null ? ZoneCounts.NONE : zone.counts,
        read.sha256(),
        zone == null ? ZonemdOutcome.NONE : zone.zonemd,
        counts.lowestRemaining());
  }

  /**
   * The findings as they count. An override is for data of one digest; DATA-UNCHANGED refuses, and
   * cannot be overridden, where the artefact's data are not of the digest that is asked for.
   */
  private List<Finding> overridden(List<Finding> found) {
    return request
        .override()
        .filter(o -> !request.switchedOff().contains(RuleId.DATA_UNCHANGED))
        .flatMap(o -> request.dataDigest().map(digest -> o.applied(found, digest)))
        .orElse(found);
  }

  private Map<String, Instant> expirations() {
    Map<String, Instant> expirations = new TreeMap<>();
    counts
        .lowestRemaining()
        .forEach((type, left) -> expirations.put(type, request.at().plus(left)));
    return expirations;
  }
}
