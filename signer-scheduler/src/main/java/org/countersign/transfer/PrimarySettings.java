package org.countersign.transfer;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.countersign.settings.Doc;

/** The hidden primary's section of the configuration: where it listens, and who may take what. */
public record PrimarySettings(
    @Doc(
            "Where SOA, AXFR and IXFR are answered, over TCP and UDP, as `ADDRESS@PORT`; port 53 if"
                + " none is stated. None stated here and in `tlsListen`: there is no primary.")
        List<String> listen,
    @Doc("Where transfers are answered over TLS 1.3 (RFC 9103); port 853 if none is stated.")
        List<String> tlsListen,
    @Doc("What the primary shows of itself over TLS.") Tls tls,
    @Doc(
            "Releases from which a secondary can be brought to the newest by a difference (IXFR);"
                + " from older ones, the whole zone is sent. After a restart at most as many as"
                + " `keepReleases` has artefacts of.")
        Integer keepDifferences,
    @Doc("What keeps one peer from using up what all need.") Limits limits,
    @Doc("The secondaries, by names of your choice: each has its own key and its addresses.")
        Map<String, Peer> peers) {
  public PrimarySettings {
    listen = listen == null ? List.of() : List.copyOf(listen);
    tlsListen = tlsListen == null ? List.of() : List.copyOf(tlsListen);
    tls = tls == null ? new Tls(null, null, null) : tls;
    keepDifferences = keepDifferences == null ? Integer.valueOf(20) : keepDifferences;
    limits = limits == null ? new Limits(null, null, null, null) : limits;
    peers = peers == null ? Map.of() : Map.copyOf(peers);
  }

  /** No primary. */
  public static PrimarySettings off() {
    return new PrimarySettings(null, null, null, null, null, null);
  }

  /** Whether it listens anywhere. */
  public boolean isOn() {
    return !listen.isEmpty() || !tlsListen.isEmpty();
  }

  /** The same with all paths absolute, those that are not being below {@code root}. */
  public PrimarySettings in(Path root) {
    Map<String, Peer> absolute = new TreeMap<>();
    peers.forEach((name, peer) -> absolute.put(name, peer.in(root)));
    return new PrimarySettings(listen, tlsListen, tls.in(root), keepDifferences, limits, absolute);
  }

  private static Path below(Path root, Path path) {
    return path == null ? null : root.resolve(path).normalize();
  }

  /** Certificates. */
  public record Tls(
      @Doc("The certificate chain, PEM.") Path certificate,
      @Doc("Its private key, PKCS#8 in PEM, which only its owner may read.") Path key,
      @Doc(
              "Certificates, PEM, of which a secondary's own must come; unset: none is asked for, and"
                  + " address and key are what admits it.")
          Path clientAuthorities) {
    Tls in(Path root) {
      return new Tls(below(root, certificate), below(root, key), below(root, clientAuthorities));
    }
  }

  /** Bounds of connections. */
  public record Limits(
      @Doc("TCP and TLS connections at a time.") Integer connections,
      @Doc("TCP and TLS connections at a time from one address.") Integer connectionsOfAddress,
      @Doc("How long a connection may stand without a whole request.") Duration idle,
      @Doc("How long a transfer may stand without the peer taking any of it.") Duration stall) {
    public Limits {
      connections = connections == null ? Integer.valueOf(200) : connections;
      connectionsOfAddress =
          connectionsOfAddress == null ? Integer.valueOf(60) : connectionsOfAddress;
      idle = idle == null ? Duration.ofSeconds(20) : idle;
      stall = stall == null ? Duration.ofSeconds(30) : stall;
    }
  }

  /** A secondary. */
  public record Peer(
      @Doc("Addresses it asks from.") List<String> addresses,
      @Doc("Where it is told of new releases (NOTIFY), as `ADDRESS@PORT`; none: it is not told.")
          List<String> notifyAt,
      @Doc(
              "A file with its TSIG key as `tsig-keygen` writes it, hmac-sha256, -sha384 or"
                  + " -sha512, and that only its owner may read.")
          Path keyFile,
      @Doc("The zones it may take; none stated: all.") List<String> zones,
      @Doc("Whether it is to use TLS; without it, it is refused then.") Boolean tlsOnly) {
    public Peer {
      addresses = addresses == null ? List.of() : List.copyOf(addresses);
      notifyAt = notifyAt == null ? List.of() : List.copyOf(notifyAt);
      zones = zones == null ? List.of() : List.copyOf(zones);
      tlsOnly = tlsOnly != null && tlsOnly;
    }

    Peer in(Path root) {
      return new Peer(addresses, notifyAt, below(root, keyFile), zones, tlsOnly);
    }
  }
}
