package org.countersign.operate;

import java.time.Clock;
import java.util.concurrent.Callable;
import org.countersign.dns.Name;
import org.countersign.store.Hold;
import org.countersign.store.HoldScope;
import org.countersign.store.HoldStore;
import org.countersign.store.SignerDatabase;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code resume}: ends a hold. */
@Command(
    name = "resume",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {"Ends a hold; what it stopped goes on with the next run.", ""})
final class ResumeCommand implements Callable<Integer> {
  @Parameters(paramLabel = "ORIGIN", description = "The zone's name.")
  private Name origin;

  @Option(
      names = "--scope",
      required = true,
      paramLabel = "SCOPE",
      description = "What is to go on: publish, ingest or rollover.")
  private HoldScope scope;

  @Mixin private DataOptions data;
  @Mixin private OutputOptions output;
  private final Clock clock;

  ResumeCommand(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Integer call() throws Exception {
    try (Installation installation = Installation.open(data.load())) {
      new ManagedZones(installation).require(origin);
      HoldStore holds = new HoldStore(new SignerDatabase(installation.databases().signer()));
      Hold resumed =
          holds
              .resume(origin, scope, Actors.person(), clock.instant())
              .orElseThrow(
                  () ->
                      output.wrongUsage(
                          scope.text() + " of " + origin + " is not on hold; nothing to resume"));
      if (output.json()) {
        output.document(HoldsJson.of(resumed));
      } else {
        output
            .out()
            .println(scope.text() + " of " + origin + " goes on; " + HoldsText.sentence(resumed));
      }
      return ExitCode.DONE;
    }
  }
}
