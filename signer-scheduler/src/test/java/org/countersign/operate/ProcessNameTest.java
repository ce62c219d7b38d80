package org.countersign.operate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProcessNameTest {
  @Test
  void aLivingProcessHasNotEnded() {
    ProcessName own = ProcessName.own();

    assertThat(own.hasEnded()).isFalse();
    assertThat(ProcessName.parse(own.toString())).contains(own);
  }

  @Test
  void aKilledProcessHasEndedAndSoHasTheOneThatHadItsNumberBefore() throws Exception {
    Process process = new ProcessBuilder("sleep", "60").start();
    ProcessName name = ProcessName.of(process.pid()).orElseThrow();
    ProcessName former = new ProcessName(name.host(), name.pid(), name.space(), name.start() - 1);
    assertThat(name.hasEnded()).isFalse();
    assertThat(former.hasEnded()).isTrue();

    process.destroyForcibly().waitFor();

    assertThat(name.hasEnded()).isTrue();
  }

  @Test
  void ofAnotherKernelOrContainerNothingIsKnown() {
    ProcessName own = ProcessName.own();

    assertThat(new ProcessName(own.host(), 999_999_999, "other/1", 1).hasEnded()).isFalse();
    assertThat(ProcessName.parse("elsewhere pid 1")).isEmpty();
  }
}
