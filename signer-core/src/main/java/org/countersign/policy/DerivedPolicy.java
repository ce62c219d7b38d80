package org.countersign.policy;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.countersign.dns.Name;
import org.countersign.settings.DurationText;
import org.countersign.settings.RecordTree;

/**
 * A policy for a zone that exists already, derived from its file: the same SOA times, name servers
 * and further records, and signatures that live as long as those times ask for. What had to differ
 * from the file is said in a comment.
 */
public final class DerivedPolicy {
  /** Signatures must outlive SOA expire, and nobody should sign for longer than this. */
  private static final Duration LONGEST_EXPIRE = Duration.ofDays(90);

  private final ApexFacts facts;
  private final Map<String, Object> values = new LinkedHashMap<>();
  private final StringBuilder notes = new StringBuilder();

  private DerivedPolicy(ApexFacts facts) {
    this.facts = facts;
  }

  /** YAML that {@link PolicyFile} reads and {@link PolicyLint#forZone} finds no error in. */
  public static String yaml(ApexFacts facts) {
    DerivedPolicy derived = new DerivedPolicy(facts);
    derived.ttls();
    derived.apex();
    derived.signing();
    Map<String, Object> all = new LinkedHashMap<>(derived.values);
    all.put("stated", derived.values.keySet());
    return "# The policy of "
        + facts.origin()
        + " as its zone file has it; every field is in docs/policy.md\n"
        + derived.notes
        + PolicyWriter.stated(RecordTree.with(Policy.defaults(), all));
  }

  private void ttls() {
    Duration max =
        Stream.of(
                facts.maxTtl(),
                facts.soaTtl(),
                facts.nsTtl(),
                facts.minimum(),
                Duration.ofSeconds(1))
            .max(Duration::compareTo)
            .orElseThrow();
    values.put("ttl.max", max);
  }

  private void apex() {
    values.put("apex.soa.mname", facts.mname().toString());
    values.put("apex.soa.rname", facts.rname().toString());
    values.put("apex.soa.ttl", facts.soaTtl());
    values.put("apex.soa.refresh", facts.refresh());
    values.put("apex.soa.retry", facts.retry());
    values.put("apex.soa.expire", expire());
    values.put("apex.soa.minimum", facts.minimum());
    values.put("apex.ns", facts.ns().stream().distinct().map(Name::toString).toList());
    values.put("apex.nsTtl", facts.nsTtl());
    values.put("apex.records", List.copyOf(facts.records()));
  }

  private Duration expire() {
    Duration least = facts.refresh().plus(facts.retry());
    if (least.compareTo(facts.expire()) > 0) {
      note(
          "raised to refresh + retry: secondaries would drop the zone before they ask again",
          least);
      return least;
    }
    Duration longest = least.compareTo(LONGEST_EXPIRE) > 0 ? least : LONGEST_EXPIRE;
    if (facts.expire().compareTo(longest) > 0) {
      note("lowered: signatures would have to live longer than that", longest);
      return longest;
    }
    return facts.expire();
  }

  private void note(String why, Duration instead) {
    notes.append("# apex.soa.expire is ").append(DurationText.of(facts.expire()));
    notes.append(" in the file, here ").append(DurationText.of(instead));
    notes.append("; ").append(why).append('\n');
  }

  /** Longer signatures where the usual ones could expire on a secondary that lost its way to us. */
  private void signing() {
    SigningPolicy usual = Policy.defaults().signing();
    Duration served =
        ((Duration) values.get("apex.soa.expire"))
            .plus((Duration) values.get("ttl.max"))
            .plusDays(1);
    if (served.compareTo(usual.validity().minus(usual.jitter())) >= 0) {
      Duration validity = Duration.ofDays(served.multipliedBy(3).dividedBy(2).toDays() + 1);
      values.put("signing.validity", validity);
      notes.append("# signing.validity is ").append(DurationText.of(validity));
      notes.append(" because secondaries and caches may serve what they have for ");
      notes.append(DurationText.of(served.minusDays(1))).append('\n');
    }
  }
}
