package org.countersign.operate;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.countersign.keys.observe.Waiver;
import org.countersign.policy.Policy;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code key waive}. */
@Command(
    name = "waive",
    description = {
      "Says that a name server is dead, so that rollovers do not wait for it. What it handed out"
          + " before counts on: only what can be seen of it no more is done without.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  countersign key waive example. 192.0.2.53 --reason 'off since Monday, ticket 4711'",
      "  countersign key waive example. 192.0.2.53 --end"
    })
final class KeyWaiveCommand extends ZoneAction {
  @Parameters(
      index = "1",
      paramLabel = "SERVER",
      description = "As timing.checkServers or gate.parent.servers of the policy names it.")
  private String server;

  @Mixin private ReasonOption reason;

  @Option(names = "--end", description = "It is waited for again.")
  private boolean end;

  KeyWaiveCommand(Clock clock) {
    super(clock);
  }

  @Override
  int run(ZoneSession session) {
    String why = reason.text(output);
    known(session.policy());
    boolean done =
        session.change(
            changes ->
                end
                    ? session.waivers().end(origin, server, Actors.person(), session.now())
                    : session
                        .waivers()
                        .waive(origin, new Waiver(server, session.now(), why), Actors.person()));
    String sentence =
        server
            + (done ? " is " : " was already ")
            + (end ? "waited for" : "waived, and not waited for");
    if (output.json()) {
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("origin", origin.toString());
      document.put("server", server);
      document.put("waived", !end);
      document.put("changed", done);
      output.document(document);
    } else {
      output.out().println(sentence);
    }
    return ExitCode.DONE;
  }

  private void known(Policy policy) {
    List<String> servers = new ArrayList<>(policy.timing().checkServers());
    servers.addAll(policy.gate().parent().servers());
    if (!end && !servers.contains(server)) {
      throw output.wrongUsage(
          "rollovers of "
              + origin
              + " do not wait for "
              + server
              + (servers.isEmpty()
                  ? "; its policy names no servers to wait for"
                  : "; they wait for " + String.join(", ", servers)));
    }
  }
}
