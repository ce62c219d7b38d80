package org.countersign.validate.rules;

import java.security.DigestException;
import java.security.MessageDigest;
import java.util.Arrays;
import org.countersign.dns.Digests;
import org.countersign.dns.Name;
import org.countersign.dns.OwnerKey;
import org.countersign.dns.RecordType;
import org.countersign.validate.OwnerNode;

/**
 * The names of a zone that NSEC3 records may speak of, with their hashes: every authoritative name
 * and zone cut as it passes, and each empty non-terminal once it is left behind (RFC 5155 7.1).
 */
final class HashWalk {
  /** Takes the names. */
  interface Sink {
    /**
     * @param hash 20 octets, to be copied
     * @param optional whether opt-out may leave the name out: an insecure delegation, or an empty
     *     non-terminal above nothing else
     * @param node null for an empty non-terminal
     * @param wire the name
     */
    void name(byte[] hash, boolean optional, OwnerNode node, byte[] wire);

    /** Whether names that opt-out may leave out are wanted at all. */
    default boolean wantsOptional() {
      return true;
    }
  }

  private final DenialParameters parameters;
  private final int originLength;
  private final Sink sink;
  private final MessageDigest sha1 = Digests.sha1();
  private final byte[] hash = new byte[20];
  private final byte[] entWire = new byte[Name.MAX_WIRE * 3];
  private final byte[] previous = new byte[OwnerKey.MAX + 2];
  private int previousLength;
  private final int[] depth = new int[Name.MAX_WIRE];
  private final boolean[] empty = new boolean[Name.MAX_WIRE];
  private final boolean[] optional = new boolean[Name.MAX_WIRE];
  private int open;

  HashWalk(DenialParameters parameters, int originKeyLength, Sink sink) {
    this.parameters = parameters;
    this.originLength = originKeyLength;
    this.sink = sink;
  }

  void owner(OwnerNode node) {
    boolean named =
        switch (node.place()) {
          case APEX, CUT -> true;
          case AUTHORITATIVE -> !node.isHashOwnerOnly();
          default -> false;
        };
    if (!named) {
      return;
    }
    boolean insecure = node.place() == OwnerNode.Place.CUT && !node.has(RecordType.DS);
    close(common(node));
    int from = open == 0 ? originLength : Math.max(originLength, depth[open - 1]);
    for (int i = from; i < node.keyLength() - 1; i++) {
      if (node.key()[i] == 0) {
        push(i + 1, true);
      }
    }
    push(node.keyLength(), false);
    if (!insecure) {
      for (int i = open - 1; i >= 0 && optional[i]; i--) {
        optional[i] = false;
      }
    }
    System.arraycopy(node.key(), 0, previous, 0, node.keyLength());
    previousLength = node.keyLength();
    if (!insecure || sink.wantsOptional()) {
      hash(node.wire(), node.wireLength());
      sink.name(hash, insecure, node, node.wire());
    }
  }

  /** Gives the last empty non-terminals. */
  void end() {
    close(-1);
  }

  private int common(OwnerNode node) {
    int mismatch = Arrays.mismatch(previous, 0, previousLength, node.key(), 0, node.keyLength());
    return mismatch < 0 ? previousLength : mismatch;
  }

  private void push(int length, boolean isEmpty) {
    depth[open] = length;
    empty[open] = isEmpty;
    optional[open++] = true;
  }

  /** Leaves the names that are longer than what the next one has in common with the last. */
  private void close(int common) {
    while (open > 0 && depth[open - 1] > common) {
      open--;
      if (empty[open]) {
        int end = OwnerKey.decode(previous, 0, depth[open], Name.ROOT, entWire, 0);
        hash(entWire, end);
        sink.name(hash, optional[open], null, entWire);
      }
    }
  }

  private void hash(byte[] wire, int length) {
    try {
      sha1.update(wire, 0, length);
      sha1.update(parameters.salt());
      sha1.digest(hash, 0, 20);
      for (int i = 0; i < parameters.iterations(); i++) { // RFC 5155 section 5
        sha1.update(hash);
        sha1.update(parameters.salt());
        sha1.digest(hash, 0, 20);
      }
    } catch (DigestException e) {
      throw new IllegalStateException(e);
    }
  }
}
