package org.countersign.observe;

import java.time.Duration;
import java.util.List;
import org.countersign.dns.Name;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;

/** What an answer message says, if it says it with authority. */
final class Answers {
  /** The highest TTL there is (RFC 2181 section 8). */
  private static final long MAX_TTL = (1L << 31) - 1;

  private Answers() {}

  /**
   * Demands one of the response codes, and authority.
   *
   * @throws UnusableAnswerException if the server is lame, or refuses, or fails
   */
  static void demand(Message answer, Name name, int... rcodes) throws UnusableAnswerException {
    int rcode = answer.getRcode();
    if (java.util.Arrays.stream(rcodes).noneMatch(r -> r == rcode)) {
      throw new UnusableAnswerException("it answers " + Rcode.string(rcode));
    }
    if (!answer.getHeader().getFlag(Flags.AA)) {
      throw new UnusableAnswerException(
          "it answers about " + name + " without authority: it is lame");
    }
  }

  /** The records of an RRset in the answer section. */
  static List<Record> rrset(Message answer, Name name, int type) {
    return records(answer, Section.ANSWER, type).stream()
        .filter(r -> r.getName().equals(NameServer.wire(name)))
        .toList();
  }

  static List<Record> records(Message answer, int section, int type) {
    return answer.getSection(section).stream()
        .filter(r -> r.getType() == type && r.getDClass() == DClass.IN)
        .toList();
  }

  /** The highest TTL of the records; zero of none. */
  static Duration ttl(List<Record> records) {
    return Duration.ofSeconds(
        records.stream().mapToLong(r -> Math.min(r.getTTL(), MAX_TTL)).max().orElse(0));
  }
}
