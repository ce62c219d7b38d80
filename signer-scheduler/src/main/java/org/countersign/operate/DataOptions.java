package org.countersign.operate;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Which installation a command works on. */
final class DataOptions {
  @ArgGroup private Place place;

  /** One of the two, or the default. */
  private static final class Place {
    @Option(
        names = "--data",
        paramLabel = "DIR",
        description =
            "The data directory, with everything at its default; ./data, or COUNTERSIGN_DATA,"
                + " otherwise.")
    private Path data;

    @Option(
        names = {"-c", "--config"},
        paramLabel = "FILE",
        description = "The configuration file.")
    private Path config;
  }

  AppConfig load() {
    return AppConfigFile.load(
        Optional.ofNullable(place).map(p -> p.config),
        Optional.ofNullable(place).map(p -> p.data),
        System.getenv());
  }
}
