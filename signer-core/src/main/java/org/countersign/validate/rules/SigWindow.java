package org.countersign.validate.rules;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.countersign.finding.Finding;
import org.countersign.finding.RuleId;
import org.countersign.finding.Severity;
import org.countersign.validate.OwnerNode;
import org.countersign.validate.Rule;

/**
 * SIG-WINDOW: every signature is valid now, for validators whose clocks are behind as well, and
 * stays valid in every cache and on every secondary that holds it (RFC 6781 section 4.4.2).
 */
public final class SigWindow extends Rule {
  private static final Duration UNWISE = Duration.ofDays(3);

  private long at;
  private long skew;
  private long expire;
  private long least;
  private long most;

  public SigWindow() {
    super(RuleId.SIG_WINDOW);
  }

  @Override
  public boolean judgesUnsigned() {
    return false;
  }

  @Override
  protected void begin(OwnerNode apex) {
    at = zone.at();
    skew = zone.limits().skew().toSeconds();
    expire = zone.soa().expire();
    least = zone.limits().minRemaining().orElse(UNWISE).toSeconds();
    most = zone.limits().maxRemaining().map(Duration::toSeconds).orElse(Long.MAX_VALUE);
  }

  @Override
  protected void owner(OwnerNode node) {
    for (int i = 0; i < node.signatures(); i++) {
      // RFC 4034 section 3.1.5: 32 bits, to be read as the time nearest to now
      long left = (int) (node.expiration(i) - at);
      long age = (int) (at - node.inception(i));
      long ttl = Math.max(node.originalTtl(i), node.signatureTtl(i));
      if (left < Math.max(ttl + expire + 1, least) || age < skew || left > most) {
        Optional<Finding> found = judge(left, age, ttl);
        if (found.isPresent()) {
          report(about(found.get(), node, i));
        }
      }
    }
  }

  private Optional<Finding> judge(long left, long age, long ttl) {
    Severity severity = left <= ttl || age < skew || left > most ? Severity.REFUSE : unwise();
    if (counted(severity)) {
      return Optional.empty();
    }
    if (left + age <= 0) {
      return Optional.of(refusal("the signature ends before it begins"));
    }
    if (age < 0) {
      return Optional.of(
          refusal(
              "the signature is not valid yet: it begins "
                  + when(at - age)
                  + span(-age, " from now")));
    }
    if (left <= 0) {
      return Optional.of(
          refusal(
              "the signature expired " + when(at + left) + span(-left, " ago") + ": sign again"));
    }
    if (age < skew) {
      return Optional.of(
          refusal(
              "the signature begins "
                  + when(at - age)
                  + span(age, " ago")
                  + "; validators whose clocks are "
                  + Duration.ofSeconds(skew)
                  + " behind must be able to use it: begin earlier"));
    }
    if (left > most) {
      return Optional.of(
          refusal(
              "the signature is valid for another "
                  + text(left)
                  + ", the policy's most is "
                  + text(most)));
    }
    if (left <= ttl) {
      return Optional.of(
          refusal(
              "the signature ends in "
                  + text(left)
                  + ", caches may keep it for "
                  + text(ttl)
                  + ": sign again"));
    }
    if (left <= ttl + expire) {
      return Optional.of(
          unwise(
              "the signature ends in "
                  + text(left)
                  + ", a secondary that hears nothing may serve it for "
                  + text(expire)
                  + " (SOA expire) and caches for "
                  + text(ttl)
                  + " more: sign earlier"));
    }
    return Optional.of(
        unwise("the signature ends in " + text(left) + ", at least " + text(least) + " is wanted"));
  }

  private static String when(long seconds) {
    return "at " + Instant.ofEpochSecond(seconds);
  }

  private static String span(long seconds, String after) {
    return ", " + text(seconds) + after;
  }

  private static String text(long seconds) {
    Duration d = Duration.ofSeconds(seconds);
    return d.toDays() > 1
        ? d.toDays() + " days"
        : d.toHours() > 1 ? d.toHours() + " hours" : seconds + " seconds";
  }
}
