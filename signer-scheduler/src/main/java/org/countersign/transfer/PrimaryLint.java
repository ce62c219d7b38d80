package org.countersign.transfer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.countersign.dns.Name;
import org.countersign.settings.Problem;

/** Whether the primary's section of the configuration can be used, as a whole. */
public final class PrimaryLint {
  private static final String AT = "primary.";
  private static final int MOST_DIFFERENCES = 10_000;
  private static final int MOST_CONNECTIONS = 100_000;

  private final PrimarySettings settings;
  private final List<Problem> problems = new ArrayList<>();

  private PrimaryLint(PrimarySettings settings) {
    this.settings = settings;
  }

  /** Everything that is wrong. */
  public static List<Problem> check(PrimarySettings settings) {
    PrimaryLint lint = new PrimaryLint(settings);
    lint.listening();
    lint.numbers();
    settings.peers().forEach((name, peer) -> lint.peer(AT + "peers." + name, peer));
    lint.oneKeyEach();
    return lint.problems;
  }

  private void listening() {
    for (String address : settings.listen()) {
      endpoint(AT + "listen", address);
    }
    for (String address : settings.tlsListen()) {
      endpoint(AT + "tlsListen", address);
    }
    boolean shows = settings.tls().certificate() != null && settings.tls().key() != null;
    if (!settings.tlsListen().isEmpty() && !shows) {
      error(
          AT + "tls",
          "has no certificate and key, which tlsListen needs; state both, or no tlsListen");
    }
    if (!settings.isOn() && !settings.peers().isEmpty()) {
      error(AT + "listen", "is empty, so that no peer can ask; state where to listen, or no peers");
    }
    if (settings.isOn() && settings.peers().isEmpty()) {
      error(AT + "peers", "is empty, so that nobody may ask; state who may, or no listen");
    }
  }

  private void numbers() {
    PrimarySettings.Limits limits = settings.limits();
    range("keepDifferences", settings.keepDifferences(), 0, MOST_DIFFERENCES);
    range("limits.connections", limits.connections(), 1, MOST_CONNECTIONS);
    range("limits.connectionsOfAddress", limits.connectionsOfAddress(), 1, MOST_CONNECTIONS);
    positive("limits.idle", limits.idle());
    positive("limits.stall", limits.stall());
  }

  private void range(String field, int value, int least, int most) {
    if (value < least || value > most) {
      error(AT + field, value + " is out of range: " + least + " to " + most);
    }
  }

  private void positive(String field, Duration value) {
    if (value.toMillis() <= 0) {
      error(AT + field, "0 gives nobody any time; give some, such as 20s");
    }
  }

  private void peer(String path, PrimarySettings.Peer peer) {
    if (peer.addresses().isEmpty()) {
      error(path + ".addresses", "is missing: say from where this peer asks");
    }
    for (String address : peer.addresses()) {
      attempt(path + ".addresses", () -> Endpoint.address(address));
    }
    for (String address : peer.notifyAt()) {
      endpoint(path + ".notifyAt", address);
      if (address.endsWith("@0")) {
        error(path + ".notifyAt", "port 0 is nobody's");
      }
    }
    if (peer.keyFile() == null) {
      error(
          path + ".keyFile",
          "is missing: a peer is known by address and key; `tsig-keygen` makes one");
    }
    for (String zone : peer.zones()) {
      attempt(path + ".zones", () -> Name.parse(zone));
    }
    if (peer.tlsOnly() && settings.tlsListen().isEmpty()) {
      error(path + ".tlsOnly", "leaves the peer no way in: state primary.tlsListen");
    }
  }

  private void oneKeyEach() {
    Map<Object, String> holders = new HashMap<>();
    settings
        .peers()
        .forEach(
            (name, peer) -> {
              String other = peer.keyFile() == null ? null : holders.put(peer.keyFile(), name);
              if (other != null) {
                error(
                    AT + "peers." + name + ".keyFile",
                    "is also the key of " + other + "; each peer has a key of its own");
              }
            });
  }

  private void endpoint(String path, String text) {
    attempt(path, () -> Endpoint.parse(text, 53));
  }

  private void attempt(String path, Runnable reading) {
    try {
      reading.run();
    } catch (IllegalArgumentException e) {
      error(path, e.getMessage());
    }
  }

  private void error(String path, String message) {
    problems.add(Problem.error(path, path + ": " + message));
  }
}
