package org.countersign.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.countersign.dns.Name;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArtefactShelfTest {
  private static final Name ZONE = Name.parse("example.");

  @TempDir Path data;
  private ArtefactShelf shelf;
  private Path releases;

  @BeforeEach
  void shelf() throws IOException {
    shelf = new ArtefactShelf(data, ZONE);
    releases = data.resolve("zones/example/releases");
  }

  private String released(String name) throws IOException {
    return data.relativize(Files.writeString(releases.resolve(name), name)).toString();
  }

  @Test
  void crashedRunsLeaveNothingToBeFoundAsARelease() throws IOException {
    Path candidate = Files.writeString(shelf.candidate("run"), "half");
    String known = released("1-a.zone");
    String unknown = released("2-b.zone");

    shelf.sweep(List.of(known));

    assertThat(candidate).doesNotExist();
    assertThat(shelf.path(known)).exists();
    assertThat(shelf.path(unknown)).doesNotExist();
  }

  @Test
  void aCandidateThatWasKeptAndNotRecordedLeavesNothing() throws IOException {
    Path candidate = Files.writeString(shelf.candidate("run"), "whole");
    Path kept = Files.createLink(releases.resolve("2-b.zone"), candidate);

    shelf.sweep(List.of());

    assertThat(candidate).doesNotExist();
    assertThat(kept).doesNotExist();
    assertThat(data.resolve("zones/example/unknown")).doesNotExist();
  }

  @Test
  void aCandidateThatWasKeptAndRecordedStaysAsARelease() throws IOException {
    Path candidate = Files.writeString(shelf.candidate("run"), "whole");
    Path kept = Files.createLink(releases.resolve("2-b.zone"), candidate);

    shelf.sweep(List.of(data.relativize(kept).toString()));

    assertThat(candidate).doesNotExist();
    assertThat(kept).hasContent("whole");
  }

  @Test
  void aReleaseThatTheLedgerHasForgottenIsSetAsideAndNotLost() throws IOException {
    released("2-b.zone");
    shelf.sweep(List.of());
    assertThat(data.resolve("zones/example/unknown/2-b.zone")).hasContent("2-b.zone");
  }

  @Test
  void onlyTheNewestReleasesKeepTheirArtefacts() throws IOException {
    List<String> newestFirst =
        List.of(released("3-c.zone"), released("2-b.zone"), released("1-a.zone"));
    shelf.retire(newestFirst, 2);
    assertThat(newestFirst.stream().map(shelf::path).filter(Files::exists))
        .containsExactly(releases.resolve("3-c.zone"), releases.resolve("2-b.zone"));
  }
}
