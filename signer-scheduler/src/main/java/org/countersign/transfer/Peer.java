package org.countersign.transfer;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.countersign.dns.Name;

/**
 * A secondary that may ask.
 *
 * @param notifyAt where it is told of releases
 * @param zones what it may take; empty: all
 */
record Peer(
    String name,
    Set<InetAddress> addresses,
    List<InetSocketAddress> notifyAt,
    TsigKey key,
    Set<Name> zones,
    boolean tlsOnly) {
  private static final int DNS = 53;

  /** The peers of a configuration that was found sound, with their keys by their names. */
  static List<Peer> all(PrimarySettings settings, Map<String, TsigKey> keys) {
    return settings.peers().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(e -> of(e.getKey(), e.getValue(), keys.get(e.getKey())))
        .toList();
  }

  private static Peer of(String name, PrimarySettings.Peer peer, TsigKey key) {
    return new Peer(
        name,
        peer.addresses().stream().map(Endpoint::address).collect(Collectors.toUnmodifiableSet()),
        peer.notifyAt().stream().map(text -> Endpoint.parse(text, DNS)).toList(),
        key,
        peer.zones().stream().map(Name::parse).collect(Collectors.toUnmodifiableSet()),
        peer.tlsOnly());
  }

  boolean mayTake(Name zone) {
    return zones.isEmpty() || zones.contains(zone);
  }
}
