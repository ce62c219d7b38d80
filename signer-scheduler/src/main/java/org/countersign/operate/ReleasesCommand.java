package org.countersign.operate;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.countersign.dns.Name;
import org.countersign.release.ReleaseRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code releases}: a zone's history. */
@Command(
    name = "releases",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {"Lists a zone's releases, newest first.", ""})
final class ReleasesCommand implements Callable<Integer> {
  @Parameters(paramLabel = "ORIGIN", description = "The zone's name.")
  private Name origin;

  @Mixin private DataOptions data;
  @Mixin private OutputOptions output;

  @Override
  public Integer call() throws Exception {
    try (Installation installation = Installation.open(data.load())) {
      List<ReleaseRecord> releases = new ManagedZones(installation).releases(origin);
      RunReport report = new RunReport(output, installation.data());
      if (output.json()) {
        output.document(releases.stream().map(report::release).toList());
        return ExitCode.DONE;
      }
      if (releases.isEmpty()) {
        output.out().println(origin + " was never released: countersign run " + origin);
      }
      for (ReleaseRecord release : releases) {
        output
            .out()
            .format(
                Locale.ROOT,
                "%-10s  %s  %-8s  %s  %s%n",
                release.serial(),
                Moments.text(release.releasedAt()),
                release.kind().text(),
                release.digest().substring(0, 16),
                release.basedOn());
      }
      return ExitCode.DONE;
    }
  }
}
