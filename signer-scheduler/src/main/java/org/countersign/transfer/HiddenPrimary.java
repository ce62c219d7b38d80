package org.countersign.transfer;

import io.netty.handler.ssl.SslContext;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.countersign.dns.Name;
import org.countersign.publish.Publisher;
import org.countersign.release.ReleasedZone;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A primary that only its secondaries know: SOA, AXFR (RFC 5936) and IXFR (RFC 1995) to peers that
 * are known by address and TSIG key, over TCP, UDP and TLS (RFC 9103), and NOTIFY (RFC 1996) to
 * them. It serves what was released and nothing else.
 */
public final class HiddenPrimary implements Publisher, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HiddenPrimary.class);
  private static final int DNS = 53;
  private static final int DNS_OVER_TLS = 853;

  private final PrimarySettings settings;
  private final Troubles troubles = new Troubles();
  private final Tally tally = new Tally();
  private final Clock clock;
  private final List<Peer> peers;
  private final Access access;
  private final ServedZones zones;
  private final ExecutorService packing =
      Executors.newSingleThreadExecutor(work -> daemon(work, "primary-packing"));
  private final ExecutorService history =
      Executors.newSingleThreadExecutor(work -> daemon(work, "primary-history"));
  private final Set<Name> recalled = ConcurrentHashMap.newKeySet();
  private final List<InetSocketAddress> addresses = new ArrayList<>();
  private final List<InetSocketAddress> tlsAddresses = new ArrayList<>();
  private Sockets sockets;
  private Notifier notifier;

  /**
   * A primary that does not listen yet.
   *
   * @param settings found sound by {@link PrimaryLint}
   * @param keys by the names of the peers
   * @param data the data directory; packed messages take room there while they are served
   * @param threads for reading artefacts
   */
  public HiddenPrimary(
      PrimarySettings settings,
      Map<String, TsigKey> keys,
      ReleaseSource releases,
      Path data,
      int threads,
      Clock clock)
      throws IOException {
    this.settings = settings;
    this.clock = clock;
    this.peers = Peer.all(settings, keys);
    this.access = new Access(peers);
    Path directory = Files.createDirectories(data.resolve("transfers"));
    this.zones =
        new ServedZones(releases, new ZoneLoader(directory, settings.keepDifferences(), threads));
  }

  private static Thread daemon(Runnable work, String name) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public String name() {
    return "primary";
  }

  /**
   * Listens. Zones are served as they are published.
   *
   * @throws IOException if an address or the certificates cannot be used
   */
  public synchronized void start() throws IOException {
    Answers answers = new Answers(access, zones::retained, troubles, tally, clock);
    Connection.Desk desk =
        new Connection.Desk(answers, packing, troubles, tally, settings.limits(), clock);
    sockets = new Sockets(desk, new Doorkeeper(access, settings.limits(), troubles));
    try {
      for (String address : settings.listen()) {
        addresses.add(sockets.listen(Endpoint.parse(address, DNS)));
      }
      if (!settings.tlsListen().isEmpty()) {
        SslContext tls = TlsDoor.context(settings.tls());
        for (String address : settings.tlsListen()) {
          tlsAddresses.add(sockets.listenTls(Endpoint.parse(address, DNS_OVER_TLS), tls));
        }
      }
      notifier = new Notifier(peers, sockets.questions(), source(), clock);
    } catch (IOException e) {
      sockets.close();
      throw e;
    }
  }

  private InetAddress source() {
    return (addresses.isEmpty() ? tlsAddresses : addresses).get(0).getAddress();
  }

  @Override
  public String publish(ReleasedZone zone) throws IOException {
    ServedZone served = zones.serve(zone);
    announce(served);
    return "primary at "
        + String.join(
            ", ",
            (addresses.isEmpty() ? tlsAddresses : addresses).stream().map(Endpoint::text).toList());
  }

  /**
   * Serves the zone's newest release, whichever node made it.
   *
   * @return whether there is one
   * @throws IOException if its artefact is missing or is not what was released
   */
  public boolean serveNewest(Name zone) throws IOException {
    var served = zones.serveNewest(zone);
    served.ifPresent(this::announce);
    return served.isPresent();
  }

  private synchronized void announce(ServedZone served) {
    if (notifier == null) {
      throw new IllegalStateException("the primary does not listen yet: start it first");
    }
    notifier.announce(served.origin(), served.soa());
    if (settings.keepDifferences() > 0 && recalled.add(served.origin())) {
      history.execute(() -> recall(served.origin()));
    }
  }

  private void recall(Name zone) {
    try {
      zones.recall(zone);
    } catch (IOException | RuntimeException e) {
      LOG.warn(
          "secondaries on older serials of {} get the whole zone, as no difference can be made: {}",
          zone,
          e.getMessage());
    }
  }

  /** How far each secondary that is told of releases is. */
  public synchronized List<SecondaryState> secondaries() {
    return notifier == null ? List.of() : notifier.states();
  }

  /** How often what was answered, and how often what was refused, by name. */
  public Map<String, Long> counts() {
    Map<String, Long> counts = new LinkedHashMap<>(tally.counts());
    counts.putAll(troubles.counts());
    return counts;
  }

  /** Where it listens over TCP and UDP. */
  public synchronized List<InetSocketAddress> addresses() {
    return List.copyOf(addresses);
  }

  /** Where it listens over TLS. */
  public synchronized List<InetSocketAddress> tlsAddresses() {
    return List.copyOf(tlsAddresses);
  }

  /** Ends all connections. */
  @Override
  public synchronized void close() {
    if (notifier != null) {
      notifier.close();
      notifier = null;
    }
    if (sockets != null) {
      sockets.close();
      sockets = null;
    }
    packing.shutdown();
    history.shutdownNow();
    zones.close();
  }
}
