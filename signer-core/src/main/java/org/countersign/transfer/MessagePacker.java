package org.countersign.transfer;

import java.io.IOException;
import org.countersign.dns.Name;
import org.countersign.dns.OwnerKey;
import org.countersign.dns.RecordType;
import org.countersign.zone.ZoneException;

/**
 * Packs records into the messages of a transfer (RFC 5936 section 2.2): answers with AA, names
 * compressed in owners and in the RDATA of the types of RFC 1035 (RFC 3597 section 4). The ID is 0
 * and the question is the zone's AXFR; who sends a message puts the asker's there, which have the
 * same places and lengths.
 */
public final class MessagePacker {
  /** Octets of a header. */
  public static final int HEADER = 12;

  /**
   * Messages end where pointers cease to reach: a larger message is no better compressed, and its
   * second half is not compressed at all.
   */
  private static final int USUAL = NameTable.REACH;

  /** A message that one large record needs, with room for a TSIG of the longest names. */
  private static final int MOST = 0xffff - 640;

  private final Name origin;
  private final byte[] question;
  private final MessageSink sink;
  private final byte[] message = new byte[4 * 0xffff];
  private final NameTable names = new NameTable(message);
  private final byte[] owner = new byte[OwnerKey.MAX + Name.MAX_WIRE];
  private final RecordView last = new RecordView();
  private int lastAt;
  private int at;
  private int count;
  private long octets;

  public MessagePacker(Name origin, MessageSink sink) {
    this.origin = origin;
    this.question = origin.wire();
    this.sink = sink;
    begin();
  }

  private void begin() {
    names.clear();
    lastAt = 0;
    count = 0;
    java.util.Arrays.fill(message, 0, HEADER, (byte) 0);
    message[2] = (byte) 0x84; // a response, authoritative
    message[5] = 1;
    at = names.write(question, 0, HEADER);
    int16(RecordType.AXFR);
    int16(1);
  }

  /**
   * Adds a record, in this message or the next.
   *
   * @throws ZoneException if no message can hold it
   */
  public void add(RecordView record) throws IOException {
    int before = at;
    write(record);
    if (at > USUAL && count > 0) {
      at = before;
      flush();
      write(record);
    }
    if (at > MOST) {
      throw new ZoneException(
          OwnerKey.name(record.key, record.keyFrom, record.keyTo, origin)
              + " "
              + RecordType.mnemonic(record.type)
              + " has "
              + (record.to - record.from)
              + " octets of RDATA, more than a message that is signed with TSIG can hold");
    }
    count++;
  }

  private void write(RecordView record) {
    if (lastAt > 0 && record.sameOwner(last)) {
      int16(0xc000 | lastAt);
    } else {
      int start = at;
      OwnerKey.decode(record.key, record.keyFrom, record.keyTo, origin, owner, 0);
      at = names.write(owner, 0, at);
      last.key = record.key;
      last.keyFrom = record.keyFrom;
      last.keyTo = record.keyTo;
      lastAt = at == start + 2 ? pointer(start) : start < NameTable.REACH ? start : 0;
    }
    int16(record.type);
    int16(1);
    int16(record.ttl >>> 16);
    int16(record.ttl);
    int length = at;
    at += 2;
    rdata(record);
    int end = at;
    at = length;
    int16(end - length - 2);
    at = end;
  }

  private int pointer(int start) {
    return (message[start] & 0x3f) << 8 | message[start + 1] & 0xff;
  }

  private void rdata(RecordView record) {
    switch (record.type) {
      case RecordType.NS, RecordType.CNAME, RecordType.PTR ->
          at = names.write(record.data, record.from, at);
      case RecordType.SOA -> {
        at = names.write(record.data, record.from, at);
        int second = record.from;
        while (record.data[second] != 0) {
          second += record.data[second] + 1;
        }
        at = names.write(record.data, second + 1, at);
        copy(record.data, record.to - 20, record.to);
      }
      case RecordType.MX -> {
        copy(record.data, record.from, record.from + 2);
        at = names.write(record.data, record.from + 2, at);
      }
      default -> copy(record.data, record.from, record.to);
    }
  }

  private void copy(byte[] data, int from, int to) {
    System.arraycopy(data, from, message, at, to - from);
    at += to - from;
  }

  private void int16(int value) {
    message[at++] = (byte) (value >> 8);
    message[at++] = (byte) value;
  }

  private void flush() throws IOException {
    message[6] = (byte) (count >> 8);
    message[7] = (byte) count;
    sink.message(message, at);
    octets += at;
    begin();
  }

  /** Gives out the last message. */
  public void end() throws IOException {
    if (count > 0) {
      flush();
    }
  }

  /** Octets of the messages given out. */
  public long octets() {
    return octets;
  }
}
