package org.countersign.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.countersign.dns.Name;
import org.countersign.policy.Policy;
import org.countersign.program.OutsideProgram;
import org.countersign.settings.CommandTemplate;
import org.countersign.validate.OutsideVerifier;

/** An outside verifier that is a command: exit code 0 within the time limit is a yes. */
public final class OutsideCommand implements OutsideVerifier {
  private static final Set<String> PLACEHOLDERS = Set.of("file", "origin", "epoch");

  private final CommandTemplate command;
  private final Duration limit;

  OutsideCommand(String command, Duration limit) {
    this.command = CommandTemplate.parse(command, PLACEHOLDERS);
    this.limit = limit;
  }

  /** The verifiers a policy names. */
  public static List<OutsideVerifier> of(Policy policy) {
    return policy.gate().outsideOpinions().stream()
        .<OutsideVerifier>map(c -> new OutsideCommand(c, policy.gate().outsideOpinionTimeout()))
        .toList();
  }

  @Override
  public String name() {
    return command.toString();
  }

  @Override
  public Opinion ask(Path artefact, Name origin, Instant at) {
    try {
      OutsideProgram.Result result =
          new OutsideProgram(
                  command.filled(
                      Map.of(
                          "file", artefact.toString(),
                          "origin", origin.toString(),
                          "epoch", Long.toString(at.getEpochSecond()))),
                  limit)
              .run();
      return new Opinion(result.succeeded(), result.describe());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
