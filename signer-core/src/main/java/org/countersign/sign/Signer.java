package org.countersign.sign;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.countersign.dns.Dnskey;
import org.countersign.dns.RecordType;
import org.countersign.dns.RrsetView;
import org.countersign.dns.Serial;
import org.countersign.keys.KeyVaults;
import org.countersign.keys.ProofOfPossession;
import org.countersign.keys.SigningPlan;
import org.countersign.policy.Policy;
import org.countersign.zone.Soa;
import org.countersign.zone.UnsignedZone;
import org.countersign.zone.ZoneException;
import org.countersign.zone.ZoneImage;

/**
 * Signs zones (RFC 4035 section 2): publishes the plan's keys, builds the denial chain, makes the
 * signatures and the ZONEMD record. Every signing key proves itself first.
 */
public final class Signer {
  private final Policy policy;
  private final KeyVaults vaults;
  private final Workers workers;
  private final LongConsumer progress;

  /**
   * @param progress told how many signatures were made or used again since it was last told
   */
  public Signer(Policy policy, KeyVaults vaults, Workers workers, LongConsumer progress) {
    this.policy = policy;
    this.vaults = vaults;
    this.workers = workers;
    this.progress = progress;
  }

  /**
   * Signs {@code zone} with exactly the plan's keys.
   *
   * @param serial what the SOA will say
   * @param now the run's one clock reading
   * @param former a release whose signatures may be used again
   * @throws ZoneException if the zone cannot be signed as the policy wants
   * @throws org.countersign.keys.VaultException if a key does not prove itself, or cannot sign
   */
  public SignedZone sign(
      UnsignedZone zone,
      SigningPlan plan,
      Serial serial,
      Instant now,
      Optional<FormerRelease> former) {
    refuseForeignDnssec(zone);
    if (plan.zoneSigners().isEmpty() || plan.keySetSigners().isEmpty()) {
      throw new ZoneException(
          zone.origin()
              + " cannot be signed: the plan needs a key that signs the zone and one that signs"
              + " the key sets");
    }
    new ProofOfPossession(vaults).demand(plan, OpenSigners.nonce(policy.signing()));
    Nsec3Chain chain =
        policy.denial().nsec3() ? Nsec3Chain.of(zone, policy.denial(), workers) : null;
    List<RrsetView> apex = apex(zone, plan, serial);
    if (policy.denial().nsec3()) {
      // RFC 5155 section 4: only for the servers of this zone, so its TTL is of no consequence.
      add(apex, RecordType.NSEC3PARAM, 0, List.of(Nsec3Chain.param(policy.denial())));
    }
    return make(new ZoneLayout(zone, apex, chain), plan, serial, now, former);
  }

  /**
   * The zone as it is published without DNSSEC: no keys, no signatures, no denial records. For
   * zones that go insecure on purpose; the gate refuses it in every other case.
   */
  public SignedZone unsigned(UnsignedZone zone, Serial serial, Instant now) {
    refuseForeignDnssec(zone);
    SigningPlan none = SigningPlan.of(List.of());
    ZoneLayout layout = ZoneLayout.insecure(zone, apex(zone, none, serial));
    return make(layout, none, serial, now, Optional.empty());
  }

  private SignedZone make(
      ZoneLayout layout,
      SigningPlan plan,
      Serial serial,
      Instant now,
      Optional<FormerRelease> former) {
    SigningKeys keys = new SigningKeys(plan);
    SignatureWindow window = new SignatureWindow(policy.signing(), now);
    List<Range> ranges = Range.cut(layout.zone().image(), layout.chain());
    List<SignedRange> signed = new ArrayList<>(ranges.size());
    try (Pool pool = new Pool(layout, keys, window, former.orElse(null))) {
      ApexSignatures apex =
          pool.with(signer -> ApexSignatures.make(signer, layout, former, keys, window));
      signed.add(apex.range());
      workers.inOrder(
          ranges.size() - 1,
          i -> pool.with(signer -> signer.sign(ranges.get(i + 1))),
          range -> {
            signed.add(range);
            progress.accept(range.made() + range.reused());
          });
      SigningTally tally = tally(signed, apex.volatileMade());
      ZoneLayout finished = layout;
      if (policy.zonemd().enabled()) {
        byte[] rdata = new ZonemdDigest(layout, keys).rdata(serial, signed);
        finished = withZonemd(layout, rdata);
        ZoneLayout last = finished;
        try (Pool once = new Pool(last, keys, window, null)) {
          signed.set(0, once.with(signer -> apex.withZonemd(signer, last)));
        }
      }
      return new SignedZone(finished, keys, signed, serial, tally, now.getEpochSecond());
    }
  }

  private static SigningTally tally(List<SignedRange> signed, long volatileMade) {
    long made = 0;
    long reused = 0;
    for (SignedRange range : signed) {
      made += range.made();
      reused += range.reused();
    }
    return new SigningTally(made, reused, made - volatileMade);
  }

  private static void refuseForeignDnssec(UnsignedZone zone) {
    ZoneImage image = zone.image();
    for (int owner = 0; owner < image.owners(); owner++) {
      for (int set = image.firstSet(owner); set < image.endSet(owner); set++) {
        if (RecordType.isDnssec(image.type(set))) {
          throw new ZoneException(
              image.owner(owner)
                  + " has "
                  + RecordType.mnemonic(image.type(set))
                  + " records, which the signer makes itself: take them out of the data");
        }
      }
    }
  }

  /** The apex as it will be published, but for its denial record. */
  private List<RrsetView> apex(UnsignedZone zone, SigningPlan plan, Serial serial) {
    ZoneImage image = zone.image();
    List<RrsetView> sets = new ArrayList<>();
    for (int set = 0; set < image.endSet(0); set++) {
      RrsetView view = new RrsetView();
      image.view(set, view);
      if (view.type == RecordType.SOA) {
        view.set(RecordType.SOA, view.ttl, List.of(Soa.withSerial(view.rdata(0), serial)));
      }
      sets.add(view);
    }
    int keyTtl = (int) policy.ttl().dnskey().toSeconds();
    add(sets, RecordType.DNSKEY, keyTtl, plan.published().stream().map(Dnskey::rdata).toList());
    add(sets, RecordType.CDS, keyTtl, plan.cds());
    add(sets, RecordType.CDNSKEY, keyTtl, plan.cdnskey());
    if (policy.zonemd().enabled()) {
      add(sets, RecordType.ZONEMD, zone.soaTtl(), List.of(ZonemdDigest.placeholder(serial)));
    }
    return sets;
  }

  private static void add(List<RrsetView> sets, int type, int ttl, List<byte[]> rdata) {
    if (!rdata.isEmpty()) {
      sets.add(new RrsetView().set(type, ttl, rdata));
    }
  }

  private static ZoneLayout withZonemd(ZoneLayout layout, byte[] rdata) {
    return layout.withApex(
        layout.apex().stream()
            .map(set -> set.type == RecordType.ZONEMD ? ZonemdDigest.set(rdata, set.ttl) : set)
            .toList());
  }

  /** One range signer a thread, kept for the run: opening a key costs more than a signature. */
  private final class Pool implements AutoCloseable {
    private final ZoneLayout layout;
    private final SigningKeys keys;
    private final SignatureWindow window;
    private final FormerRelease former;
    private final ConcurrentLinkedDeque<RangeSigner> idle = new ConcurrentLinkedDeque<>();

    Pool(ZoneLayout layout, SigningKeys keys, SignatureWindow window, FormerRelease former) {
      this.layout = layout;
      this.keys = keys;
      this.window = window;
      this.former = former;
    }

    <T> T with(Function<RangeSigner, T> work) {
      RangeSigner signer = idle.poll();
      if (signer == null) {
        OpenSigners open = new OpenSigners(keys, vaults, policy.signing());
        signer = new RangeSigner(layout, keys, window, open, former);
      }
      boolean whole = false;
      try {
        T result = work.apply(signer);
        whole = true;
        return result;
      } finally {
        if (whole) {
          idle.push(signer);
        } else {
          signer.close();
        }
      }
    }

    @Override
    public void close() {
      idle.forEach(RangeSigner::close);
    }
  }
}
