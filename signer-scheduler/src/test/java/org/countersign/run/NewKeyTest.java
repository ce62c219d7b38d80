package org.countersign.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.time.Instant;
import java.util.List;
import org.countersign.dns.DnssecAlgorithm;
import org.countersign.dns.Name;
import org.countersign.keys.KeyRole;
import org.countersign.keys.KeyVaults;
import org.countersign.keystore.MemoryVault;
import org.countersign.policy.PolicyFile;
import org.countersign.store.SignerDatabase;
import org.countersign.store.StoreException;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;

class NewKeyTest {
  private final MemoryVault vault = new MemoryVault("file");
  private final NewKey made =
      NewKey.make(
          new KeyManager(
              new SignerDatabase(new PGSimpleDataSource()), // never asked
              new KeyVaults(List.of(vault)),
              Name.parse("example."),
              PolicyFile.parse("", "test")),
          KeyRole.ZSK,
          DnssecAlgorithm.ECDSAP256SHA256,
          List.of(),
          Instant.parse("2030-06-01T00:00:00Z"));

  @Test
  void goesAgainIfItWasSurelyNotRecorded() {
    refused(new StoreException("the lease is another's: no key was changed"));
    assertThat(vault.keys()).isEmpty();
  }

  @Test
  void staysInItsVaultIfItMayHaveBeenRecorded() {
    PSQLException lost =
        new PSQLException("the connection ended", PSQLState.CONNECTION_FAILURE, new EOFException());
    refused(new StoreException("the signer's database refused: the connection ended", lost));
    assertThat(vault.keys()).hasSize(1);
  }

  private void refused(StoreException failure) {
    assertThatThrownBy(
            () ->
                made.recordedBy(
                    () -> {
                      throw failure;
                    }))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining(failure.getMessage());
  }
}
