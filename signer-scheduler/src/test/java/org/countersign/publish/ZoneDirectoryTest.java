package org.countersign.publish;

import static org.assertj.core.api.Assertions.assertThat;

import org.countersign.dns.Name;
import org.junit.jupiter.api.Test;

class ZoneDirectoryTest {
  @Test
  void usualNamesAreThemselves() {
    assertThat(ZoneDirectory.of(Name.parse("co.Example."))).isEqualTo("co.example");
  }

  @Test
  void theRootIsNotAZoneNamedRoot() {
    assertThat(ZoneDirectory.of(Name.ROOT)).isNotEqualTo(ZoneDirectory.of(Name.parse("root.")));
  }

  @Test
  void noNameLeavesTheDirectory() {
    assertThat(ZoneDirectory.of(Name.parse("\\046\\046\\047etc."))).isEqualTo("%2e%2e%2fetc");
    assertThat(ZoneDirectory.of(Name.parse("a\\000b."))).isEqualTo("a%00b");
  }
}
