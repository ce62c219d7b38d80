package org.countersign.operate;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.countersign.settings.Bound;
import org.countersign.settings.Problem;
import org.countersign.settings.RecordBinder;
import org.countersign.settings.Schema;
import org.countersign.settings.SettingsException;
import org.countersign.settings.SettingsText;

/** The configuration file: YAML with the fields of {@link AppConfig}. */
final class AppConfigFile {
  static final Schema<AppConfig> SCHEMA = Schema.of(AppConfig.class);

  /** The only field that the environment may give. */
  static final String DATA_VARIABLE = "COUNTERSIGN_DATA";

  private AppConfigFile() {}

  /**
   * The configuration in force, with absolute paths.
   *
   * @param file what {@code -c} names; without it, the defaults
   * @param data what {@code --data} names; it goes before the environment, which goes before the
   *     file
   * @throws SettingsException with every problem, if there is one; if the file is missing as well
   */
  static AppConfig load(Optional<Path> file, Optional<Path> data, Map<String, String> environment) {
    AppConfig stated = file.map(AppConfigFile::read).orElseGet(AppConfig::defaults);
    Path base = file.map(f -> f.toAbsolutePath().getParent()).orElse(Path.of(""));
    Path directory =
        data.or(() -> variable(environment)).orElseGet(() -> base.resolve(stated.data()));
    return stated.in(directory);
  }

  private static Optional<Path> variable(Map<String, String> environment) {
    return Optional.ofNullable(environment.get(DATA_VARIABLE))
        .filter(text -> !text.isBlank())
        .map(Path::of);
  }

  private static AppConfig read(Path file) {
    return parse(SettingsText.read(file), file.toString());
  }

  /** Reads YAML text; paths stay as they are written. */
  static AppConfig parse(String yaml, String source) {
    Bound<AppConfig> bound = RecordBinder.bind(SCHEMA, yaml);
    List<Problem> problems = new ArrayList<>(bound.problems());
    problems.addAll(AppConfigLint.check(bound.value()));
    if (!problems.isEmpty()) {
      throw new SettingsException(source, problems);
    }
    return bound.value();
  }
}
