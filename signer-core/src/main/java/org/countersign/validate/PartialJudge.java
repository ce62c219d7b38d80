package org.countersign.validate;

import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.countersign.dns.Dnskey;
import org.countersign.dns.Fingerprint;
import org.countersign.dns.KeyTag;
import org.countersign.dns.Name;
import org.countersign.dns.RecordType;
import org.countersign.validate.SignatureVerdict.Kind;

/** Judges the signatures of loose records: a DNSKEY RRset and whatever signed RRsets there are. */
public final class PartialJudge {
  private static final int MEMORY = 512 << 20;

  /**
   * Judges every RRSIG record in {@code inputs}, zone text or what {@code dig +dnssec} prints, by
   * the DNSKEY records in them.
   *
   * @throws java.io.UncheckedIOException if an input cannot be read
   */
  public PartialVerdict judge(List<InputStream> inputs, Instant at) {
    List<String> problems = new ArrayList<>();
    try (SortedRecords records = new SortedRecords(MEMORY)) {
      for (int i = 0; i < inputs.size(); i++) {
        String input = inputs.size() == 1 ? "" : "input " + (i + 1) + ", ";
        ZoneTextReader reader =
            new ZoneTextReader(
                inputs.get(i),
                null,
                (line, message) -> problems.add(input + "line " + line + ": " + message));
        records.addAll(new TextStream(reader, GateProgress.NONE, "", 0));
      }
      Map<Name, ZoneKeys> keys = new HashMap<>();
      each(
          records,
          node -> {
            if (node.has(RecordType.DNSKEY)) {
              keys.put(
                  Name.ofWire(Arrays.copyOf(node.wire(), node.wireLength())), ZoneKeys.of(node));
            }
          });
      List<SignatureVerdict> verdicts = new ArrayList<>();
      each(
          records,
          node -> {
            for (int i = 0; i < node.signatures(); i++) {
              verdicts.add(judge(node, i, keys, at.getEpochSecond()));
            }
          });
      return new PartialVerdict(verdicts, problems);
    }
  }

  private static void each(SortedRecords records, java.util.function.Consumer<OwnerNode> sink) {
    try (OwnerCursor cursor = new OwnerCursor(records.stream(), new byte[0])) {
      for (OwnerNode node = cursor.next(); node != null; node = cursor.next()) {
        sink.accept(node);
      }
    }
  }

  private static SignatureVerdict judge(OwnerNode node, int i, Map<Name, ZoneKeys> keys, long at) {
    int tag = node.signatureTag(i);
    int rrset = node.find(node.covered(i));
    Name signer =
        Name.ofWire(Arrays.copyOfRange(node.data(), node.signatureFrom(i) + 18, node.signerEnd(i)));
    ZoneKeys known = keys.getOrDefault(signer, new ZoneKeys(List.of()));
    int first = known.candidate(0, node.signatureAlgorithm(i), tag);
    if (first < 0) {
      return verdict(
          node,
          i,
          null,
          Kind.NO_KEY,
          "no DNSKEY of "
              + signer
              + " here has algorithm "
              + node.signatureAlgorithm(i)
              + " and tag "
              + tag);
    }
    if (rrset < 0) {
      return verdict(node, i, null, Kind.BOGUS, "the RRset it covers is not here");
    }
    SignatureBatch batch = new SignatureBatch();
    batch.add(node, i, rrset, false);
    int key =
        new KeyVerifiers(known)
            .verify(
                node.signatureAlgorithm(i),
                tag,
                batch.data,
                0,
                batch.signature[0],
                batch.signature[0],
                batch.owner[0] - batch.signature[0]);
    if (key < 0) {
      boolean only = known.candidate(first + 1, node.signatureAlgorithm(i), tag) < 0;
      return verdict(
          node,
          i,
          only ? known.all().get(first) : null,
          Kind.BOGUS,
          "it does not verify under "
              + (only ? "the key" : "any key")
              + " with its tag: another"
              + " private key made it, or it or the data was changed since");
    }
    Dnskey made = known.all().get(key);
    if ((int) (at - node.inception(i)) < 0) {
      return verdict(node, i, made, Kind.NOT_YET_VALID, "it begins " + when(node.inception(i)));
    }
    if ((int) (node.expiration(i) - at) <= 0) {
      return verdict(node, i, made, Kind.EXPIRED, "it ended " + when(node.expiration(i)));
    }
    return verdict(node, i, made, Kind.VALID, "it verifies until " + when(node.expiration(i)));
  }

  private static String when(long seconds) {
    return "at " + Instant.ofEpochSecond(seconds);
  }

  private static SignatureVerdict verdict(
      OwnerNode node, int i, Dnskey key, Kind kind, String message) {
    Optional<Fingerprint> fingerprint = Optional.ofNullable(key).map(Dnskey::fingerprint);
    return new SignatureVerdict(
        node.name(),
        RecordType.mnemonic(node.covered(i)),
        new KeyTag(node.signatureTag(i)),
        fingerprint,
        kind,
        message);
  }
}
