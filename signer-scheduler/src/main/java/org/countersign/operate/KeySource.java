package org.countersign.operate;

import java.util.List;
import org.countersign.keys.KeyHandle;
import org.countersign.keys.KeyRole;
import org.countersign.keys.adopt.FoundKey;

/** Where the keys of a zone that is taken over are found. */
interface KeySource extends AutoCloseable {
  /**
   * The zone's keys there, each looked at: a damaged one is refused before anything is changed.
   *
   * @throws org.countersign.keys.VaultException if there is none, or one cannot be used
   */
  List<FoundKey> found();

  /** Brings a key's private half into a vault of ours; where it is from then on. */
  KeyHandle bring(KeyHandle found, KeyRole role);

  /** Takes back what was brought, where our records did not take the keys. */
  void undo();

  /** For people and the audit trail. */
  String text();

  @Override
  void close();
}
