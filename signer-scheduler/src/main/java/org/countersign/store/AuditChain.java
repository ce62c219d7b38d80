package org.countersign.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.Optional;
import org.countersign.dns.Digests;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.ResultIterator;

/** The chain of audit entries, hashed by another program than the one that wrote it. */
final class AuditChain {
  private final Optional<String> expected;
  private long seq;
  private byte[] hash = new byte[32];
  private boolean met;

  /**
   * @param expected number and hash of an entry that must be in the chain, a colon between
   */
  AuditChain(Optional<String> expected) {
    this.expected = expected;
  }

  AuditVerdict verify(Handle handle) {
    try (ResultIterator<Optional<String>> faults =
        handle
            .createQuery(
                "SELECT seq, (extract(epoch FROM at) * 1000000)::bigint::text, actor, action, zone,"
                    + " details::text, prev_hash, hash FROM signer.audit ORDER BY seq")
            .setFetchSize(1000)
            .map((row, context) -> next(row))
            .iterator()) {
      Optional<String> fault = first(faults);
      return new AuditVerdict(
          fault.isPresent() ? seq - 1 : seq,
          HexFormat.of().formatHex(hash),
          fault.or(() -> head(handle)).or(this::missed));
    }
  }

  private Optional<String> missed() {
    return expected
        .filter(e -> !met)
        .map(
            e ->
                "the chain is sound in itself, but does not hold entry "
                    + e
                    + ": it is not the chain that was written");
  }

  private static Optional<String> first(Iterator<Optional<String>> faults) {
    while (faults.hasNext()) {
      Optional<String> fault = faults.next();
      if (fault.isPresent()) {
        return fault;
      }
    }
    return Optional.empty();
  }

  private Optional<String> next(ResultSet row) throws SQLException {
    seq++;
    if (row.getLong(1) != seq) {
      return Optional.of("entry " + seq + " is missing: the next one is " + row.getLong(1));
    }
    if (!Arrays.equals(row.getBytes(7), hash)) {
      return Optional.of("entry " + seq + " does not follow the entry before it");
    }
    MessageDigest sha256 = Digests.sha256();
    sha256.update(hash);
    for (int field = 1; field <= 6; field++) {
      field(sha256, row.getString(field));
    }
    byte[] found = sha256.digest();
    if (!Arrays.equals(found, row.getBytes(8))) {
      return Optional.of("entry " + seq + " was changed after it was written");
    }
    hash = found;
    met |= expected.filter((seq + ":" + HexFormat.of().formatHex(hash))::equals).isPresent();
    return Optional.empty();
  }

  /** As the function signer.audit_field does: length, colon, octets. */
  private static void field(MessageDigest sha256, String value) {
    if (value == null) {
      sha256.update((byte) '-');
      return;
    }
    byte[] octets = value.getBytes(StandardCharsets.UTF_8);
    sha256.update((octets.length + ":").getBytes(StandardCharsets.US_ASCII));
    sha256.update(octets);
  }

  private Optional<String> head(Handle handle) {
    return handle
        .createQuery("SELECT seq, hash FROM signer.audit_head")
        .map(
            (row, context) ->
                row.getLong(1) == seq && Arrays.equals(row.getBytes(2), hash)
                    ? Optional.<String>empty()
                    : Optional.of(
                        "the chain ends at entry "
                            + seq
                            + ", but "
                            + row.getLong(1)
                            + " were written: entries were cut off or added"))
        .one();
  }
}
