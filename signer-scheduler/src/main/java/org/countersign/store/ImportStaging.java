package org.countersign.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.countersign.dns.Name;
import org.countersign.dns.PackedRecords;
import org.countersign.dns.RecordType;
import org.countersign.dns.RrsetView;
import org.countersign.finding.Finding;
import org.countersign.zone.UnsignedZone;

/**
 * A zone's delegations, DS and addresses in temporary tables, from where they are stored set by
 * set. The records of one kind are streamed at a time: a connection has one COPY.
 */
final class ImportStaging implements ZoneSplit.Target {
  private static final List<String> TABLES =
      List.of(
          "CREATE TEMPORARY TABLE import_ns (owner text, server text, ttl int) ON COMMIT DROP",
          "CREATE TEMPORARY TABLE import_ds (owner text, key_tag int, algorithm int, digest_type"
              + " int, digest bytea, ttl int) ON COMMIT DROP",
          "CREATE TEMPORARY TABLE import_address (host text, address inet, ttl int, shared boolean)"
              + " ON COMMIT DROP");

  private final ImportProgress progress;
  private final BadRows bad = new BadRows();
  private String table;
  private int wanted;
  private CopyWriter rows;
  private long hidden;
  private PackedRecords apex;

  ImportStaging(ImportProgress progress) {
    this.progress = progress;
  }

  /** Fills the tables; returns what the registry would refuse. */
  List<Finding> fill(Connection connection, UnsignedZone zone) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String create : TABLES) {
        statement.execute(create);
      }
      stream(connection, zone, "import_ns", RecordType.NS);
      stream(connection, zone, "import_ds", RecordType.DS);
      stream(connection, zone, "import_address", RecordType.A);
      statement.execute("ANALYZE import_ns, import_ds, import_address");
    }
    return bad.findings();
  }

  private void stream(Connection connection, UnsignedZone zone, String into, int type)
      throws SQLException {
    table = into;
    wanted = type;
    try (CopyWriter writer = new CopyWriter(connection, into)) {
      rows = writer;
      ZoneSplit split = new ZoneSplit(zone);
      hidden = split.into(this);
      apex = split.apex();
      writer.end();
    }
  }

  @Override
  public void record(Name owner, RrsetView set, boolean shared) throws SQLException {
    boolean ours = set.type == wanted || wanted == RecordType.A && set.type == RecordType.AAAA;
    if (!ours) {
      return;
    }
    String name = owner.toString();
    int at = set.at;
    for (int i = 0; i < set.count; i++) {
      int from = at + 2;
      int to = from + RrsetView.length(set.data, at);
      switch (set.type) {
        case RecordType.NS ->
            rows.row(3).text(name).text(Name.text(set.data, from)).number(set.ttl);
        case RecordType.DS -> ds(name, set, from, to);
        default -> rows.row(4).text(name).address(set.data, from, to).number(set.ttl).flag(shared);
      }
      at = to;
    }
  }

  private void ds(String owner, RrsetView set, int from, int to) throws SQLException {
    int algorithm = set.data[from + 2] & 0xff;
    int digestType = set.data[from + 3] & 0xff;
    int length = to - from - 4;
    if (algorithm == 0 || digestType == 0 || !DsDigest.fits(digestType, length)) {
      bad.add(
          owner,
          RecordType.DS,
          algorithm == 0 || digestType == 0
              ? "the DS has algorithm or digest type 0, which names no key: take it out of the file"
              : "the DS has " + DsDigest.fault(digestType, length) + ": take it out of the file");
      return;
    }
    rows.row(6)
        .text(owner)
        .number(RrsetView.length(set.data, from))
        .number(algorithm)
        .number(digestType)
        .octets(set.data, from + 4, to)
        .number(set.ttl);
  }

  /** Records below cuts that are no addresses. */
  long hidden() {
    return hidden;
  }

  /** What the registry cannot hold. */
  PackedRecords apex() {
    return apex;
  }

  @Override
  public void owners(long done, long total) {
    if ((done & 0x3fff) == 0 || done == total) {
      progress.at("reading " + table.replace("import_", ""), done, total);
    }
  }
}
