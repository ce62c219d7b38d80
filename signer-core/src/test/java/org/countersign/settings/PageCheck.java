package org.countersign.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A page below {@code docs} that is made from the code and kept in the repository. */
public final class PageCheck {
  private PageCheck() {}

  /** Compares the page in the repository with what the code says, or writes it where asked to. */
  public static void holds(String file, String generated) throws IOException {
    Path page = Path.of("..", "docs", file);
    if (Boolean.getBoolean("countersign.pages.write")) {
      Files.createDirectories(page.getParent());
      Files.writeString(page, generated);
    }
    assertThat(page).as("docs/%s is missing", file).exists();
    assertThat(Files.readString(page))
        .as("docs/%s and the code differ; write it anew with -Dcountersign.pages.write=true", file)
        .isEqualTo(generated);
  }
}
