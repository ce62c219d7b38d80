package org.countersign.operate;

import java.util.concurrent.Callable;
import org.countersign.dns.Name;
import org.countersign.dns.Serial;
import org.countersign.release.ReleaseRecord;
import org.countersign.release.ReleasedKey;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code release}: one release. */
final class ReleaseCommand {
  private ReleaseCommand() {}

  static CommandLine commandLine() {
    return new CommandLine(new Group()).addSubcommand(new Show());
  }

  @Command(
      name = "release",
      mixinStandardHelpOptions = true,
      versionProvider = Version.class,
      synopsisSubcommandLabel = "show",
      description = {"One release.", ""})
  private static final class Group extends CommandGroup {}

  /** {@code release show}. */
  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      versionProvider = Version.class,
      description = {"Shows what a release was made from, and its keys by fingerprint.", ""})
  private static final class Show implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "ORIGIN", description = "The zone's name.")
    private Name origin;

    @Parameters(index = "1", paramLabel = "SERIAL", description = "The release's serial.")
    private Serial serial;

    @Mixin private DataOptions data;
    @Mixin private OutputOptions output;

    @Override
    public Integer call() throws Exception {
      try (Installation installation = Installation.open(data.load())) {
        ReleaseRecord release =
            new ManagedZones(installation)
                .releases(origin).stream()
                    .filter(r -> r.serial().equals(serial))
                    .findFirst()
                    .orElseThrow(
                        () ->
                            output.wrongUsage(
                                origin
                                    + " was never released as "
                                    + serial
                                    + "; `countersign releases "
                                    + origin
                                    + "` lists what was"));
        RunReport report = new RunReport(output, installation.data());
        if (output.json()) {
          output.document(report.release(release));
        } else {
          people(release, report);
        }
        return ExitCode.DONE;
      }
    }

    private void people(ReleaseRecord release, RunReport report) {
      var out = output.out();
      out.println(release.origin() + " serial " + release.serial());
      out.println("  released " + Moments.text(release.releasedAt()));
      out.println("  kind     " + release.kind().text() + ", " + release.verdict().text());
      out.println("  based on " + release.basedOn());
      out.println("  sha256   " + release.digest() + ", " + release.length() + " octets");
      out.println("  artefact " + report.artefact(release));
      for (ReleasedKey key : release.keys()) {
        out.println(
            "  key      "
                + key.role().text()
                + " "
                + key.fingerprint()
                + " (tag "
                + key.tag()
                + (key.signs() ? ", signs)" : ", published only)"));
      }
    }
  }
}
