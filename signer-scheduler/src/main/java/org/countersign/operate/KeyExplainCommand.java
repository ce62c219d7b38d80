package org.countersign.operate;

import java.time.Clock;
import org.countersign.run.KeyReport;
import picocli.CommandLine.Command;

/** {@code key explain}. */
@Command(
    name = "explain",
    description = {
      "Says of every record of every key what it is, since when, and what it waits for; which moves"
          + " come next, and when at the earliest, if servers, parent and people do their part at"
          + " once. Nothing is changed.",
      ""
    })
final class KeyExplainCommand extends ZoneAction {
  KeyExplainCommand(Clock clock) {
    super(clock);
  }

  @Override
  int run(ZoneSession session) {
    KeyReport report = session.keyManager().explain(session.now());
    if (output.json()) {
      output.document(ExplainJson.of(origin, report));
    } else {
      new ExplainText(report, output.out()).print(origin);
    }
    return ExitCode.DONE;
  }
}
