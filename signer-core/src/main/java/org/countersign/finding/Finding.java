package org.countersign.finding;

import java.util.Optional;
import org.countersign.dns.Fingerprint;
import org.countersign.dns.KeyTag;
import org.countersign.dns.RecordType;

/**
 * One thing a rule found: a sentence that says what was found, what was needed and, where it is not
 * plain, what to do; with the RRset and the key it speaks of, where it speaks of one.
 *
 * @param owner presentation format, with the final dot
 * @param type mnemonic
 */
public record Finding(
    RuleId rule,
    Severity severity,
    Optional<String> owner,
    Optional<String> type,
    Optional<KeyTag> keyTag,
    Optional<Fingerprint> key,
    String message) {

  public static Finding refuse(RuleId rule, String message) {
    return of(rule, Severity.REFUSE, message);
  }

  public static Finding warn(RuleId rule, String message) {
    return of(rule, Severity.WARN, message);
  }

  public static Finding of(RuleId rule, Severity severity, String message) {
    return new Finding(
        rule,
        severity,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        message);
  }

  public Finding at(String owner, int type) {
    return new Finding(
        rule,
        severity,
        Optional.of(owner),
        Optional.of(RecordType.mnemonic(type)),
        keyTag,
        key,
        message);
  }

  public Finding at(String owner) {
    return new Finding(rule, severity, Optional.of(owner), type, keyTag, key, message);
  }

  public Finding tag(KeyTag tag) {
    return new Finding(rule, severity, owner, type, Optional.of(tag), key, message);
  }

  public Finding key(Fingerprint fingerprint) {
    return new Finding(rule, severity, owner, type, keyTag, Optional.of(fingerprint), message);
  }

  public boolean refuses() {
    return severity == Severity.REFUSE;
  }

  /** One line for people: {@code SIG-VERIFIES refuse ru. NS (key tag 52263): …}. */
  @Override
  public String toString() {
    StringBuilder out = new StringBuilder();
    out.append(rule).append(' ').append(severity == Severity.REFUSE ? "refuse" : "warn");
    owner.ifPresent(o -> out.append(' ').append(o));
    type.ifPresent(t -> out.append(' ').append(t));
    keyTag.ifPresent(t -> out.append(" (key tag ").append(t).append(')'));
    return out.append(": ").append(message).toString();
  }
}
