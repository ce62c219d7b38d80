package org.countersign.keystore.pkcs11;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.countersign.dns.DnssecAlgorithm;
import org.countersign.keys.KeyId;
import org.countersign.keys.KeyRole;
import org.countersign.keys.KeySpec;
import org.countersign.keys.PlannedKey;
import org.countersign.keys.VaultKey;
import org.countersign.keys.VerifyingSigner;
import org.countersign.keys.ZoneSigner;
import org.countersign.keystore.KeyVaultContract;
import org.countersign.testing.SoftHsm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Signatures a second in SoftHSM; {@code benchmarks/run.sh softhsm} runs it, no build does. */
class TokenSpeed {
  private static final int OCTETS = 200; // an RRset with what is signed before it
  private static final double WARM_UP = 1.5;
  private static final double MEASURED = 3;

  @TempDir Path directory;

  @Test
  void signaturesASecond() throws Exception {
    SoftHsm hsm = SoftHsm.in(directory).token("one");
    try (Pkcs11Vault vault = Tokens.vault(hsm, directory, "one")) {
      System.out.println("| key | sessions | signatures/s | each verified at once, signatures/s |");
      System.out.println("| --- | --- | --- | --- |");
      for (KeySpec spec :
          List.of(
              KeySpec.of(DnssecAlgorithm.ECDSAP256SHA256),
              new KeySpec(DnssecAlgorithm.RSASHA256, 2048))) {
        VaultKey key = vault.generate(spec, KeyVaultContract.ZSK);
        for (int sessions = 1; sessions <= 2; sessions++) {
          double plain = rate(vault, key, sessions, false);
          double verified = rate(vault, key, sessions, true);
          System.out.printf(
              Locale.ROOT,
              "| %s | %d | %,.0f | %,.0f |%n",
              spec.algorithm().isRsa() ? spec.algorithm() + ", 2048 bits" : spec.algorithm(),
              sessions,
              plain,
              verified);
        }
      }
    }
  }

  /** Of all sessions together. */
  private static double rate(Pkcs11Vault vault, VaultKey key, int sessions, boolean verified)
      throws Exception {
    run(vault, key, sessions, verified, WARM_UP);
    return run(vault, key, sessions, verified, MEASURED);
  }

  private static double run(
      Pkcs11Vault vault, VaultKey key, int sessions, boolean verified, double seconds)
      throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(sessions);
    try {
      List<Callable<Double>> work = new ArrayList<>();
      for (int i = 0; i < sessions; i++) {
        work.add(() -> alone(vault, key, verified, seconds));
      }
      double sum = 0;
      for (Future<Double> each : threads.invokeAll(work)) {
        sum += each.get();
      }
      return sum;
    } finally {
      threads.shutdown();
    }
  }

  private static double alone(Pkcs11Vault vault, VaultKey key, boolean verified, double seconds) {
    byte[] data = new byte[OCTETS];
    try (ZoneSigner signer = signer(vault, key, verified)) {
      long made = 0;
      long start = System.nanoTime();
      long end = start + (long) (seconds * 1e9);
      while (System.nanoTime() < end) {
        data[(int) (made % OCTETS)]++;
        signer.sign(data, 0, OCTETS);
        made++;
      }
      return made * 1e9 / (System.nanoTime() - start);
    }
  }

  private static ZoneSigner signer(Pkcs11Vault vault, VaultKey key, boolean verified) {
    ZoneSigner signer = vault.open(key.handle(), key.fingerprint());
    return verified
        ? new VerifyingSigner(
            signer,
            new PlannedKey(
                KeyId.random(), KeyRole.ZSK, key.dnskey(KeyRole.ZSK), true, true, key.handle()))
        : signer;
  }
}
