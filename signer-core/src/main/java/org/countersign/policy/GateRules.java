package org.countersign.policy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Set;
import org.countersign.settings.CommandTemplate;

/** What the gate asks others. */
final class GateRules {
  private static final Set<String> OPINION_PLACEHOLDERS = Set.of("file", "origin", "epoch");

  private GateRules() {}

  static void goldenNamesParse(LintContext c) {
    List<String> names = c.policy().gate().goldenNames();
    for (int i = 0; i < names.size(); i++) {
      String path = "gate.goldenNames[" + i + "]";
      ApexRules.parse(c, path, names.get(i))
          .filter(name -> c.managed() && !name.isWithin(c.origin().orElseThrow()))
          .ifPresent(
              name ->
                  c.error(
                      path,
                      path
                          + " "
                          + name
                          + " is not within "
                          + c.origin().orElseThrow()
                          + ", so it can never be there"));
    }
  }

  static void outsideOpinionsNameTheFile(LintContext c) {
    List<String> commands = c.policy().gate().outsideOpinions();
    for (int i = 0; i < commands.size(); i++) {
      String path = "gate.outsideOpinions[" + i + "]";
      try {
        if (!CommandTemplate.parse(commands.get(i), OPINION_PLACEHOLDERS).names("file")) {
          c.error(
              path,
              path
                  + " \""
                  + commands.get(i)
                  + "\" does not name {file}, so it would judge something else; write where the"
                  + " candidate's file goes");
        }
      } catch (IllegalArgumentException e) {
        c.error(path, path + ": " + e.getMessage());
      }
    }
  }

  static void parentServersAreAddresses(LintContext c) {
    addresses(c, "gate.parent.servers", c.policy().gate().parent().servers());
  }

  static void checkServersAreAddresses(LintContext c) {
    addresses(c, "timing.checkServers", c.policy().timing().checkServers());
  }

  private static void addresses(LintContext c, String field, List<String> servers) {
    for (int i = 0; i < servers.size(); i++) {
      String[] part = servers.get(i).strip().split("@", -1);
      boolean port = part.length == 1 || part.length == 2 && isPort(part[1]);
      if (!port || !isAddress(part[0])) {
        String path = field + "[" + i + "]";
        c.error(
            path,
            path
                + " \""
                + servers.get(i)
                + "\" is no address; needed is ADDRESS or ADDRESS@PORT, such as 192.0.2.1@53");
      }
    }
  }

  private static boolean isPort(String text) {
    return text.matches("[1-9]\\d{0,4}") && Integer.parseInt(text) <= 65535;
  }

  /** Only literals, so that the resolver is never asked. */
  private static boolean isAddress(String text) {
    if (text.matches("(\\d{1,3}\\.){3}\\d{1,3}")) {
      return List.of(text.split("\\.")).stream().allMatch(o -> Integer.parseInt(o) <= 255);
    }
    try {
      return text.matches("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*")
          && InetAddress.getByName(text) != null; // with a colon it is parsed, not looked up
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
