package org.countersign.release;

import java.io.IOException;
import java.util.Optional;
import org.countersign.dns.FileDigest;
import org.countersign.sign.SignedCandidate;
import org.countersign.validate.Approved;

/**
 * The only road from an approved candidate to a released zone. The artefact goes to its place
 * first, the ledger is written second: after a crash between the two the file is litter that the
 * next start clears away, and never a release without its file.
 */
public final class Releaser {
  private final Ledger ledger;
  private final Shelf shelf;

  public Releaser(Ledger ledger, Shelf shelf) {
    this.ledger = ledger;
    this.shelf = shelf;
  }

  /**
   * Releases a candidate.
   *
   * @throws IllegalArgumentException if {@code approved} was given for other octets
   * @throws NotReleasedException if the ledger refuses; the candidate's artefact is gone then
   * @throws IOException if the artefact cannot be kept
   */
  public ReleasedZone release(SignedCandidate candidate, Approved approved, ReleaseTerms terms)
      throws IOException {
    if (!approved.permits(candidate.sha256())
        || !approved.origin().equals(candidate.origin())
        || !approved.serial().equals(candidate.serial())) {
      throw new IllegalArgumentException(
          approved
              + " is no permission for "
              + candidate.origin()
              + " "
              + candidate.serial()
              + " sha256 "
              + candidate.sha256());
    }
    String place = shelf.keep(candidate);
    ReleaseRecord record =
        new ReleaseRecord(
            candidate.origin(),
            candidate.serial(),
            terms.at(),
            terms.kind(),
            candidate.sha256(),
            candidate.length(),
            place,
            candidate.dataSha256(),
            terms.basedOn(),
            terms.plan().keys().stream().map(ReleasedKey::of).toList(),
            approved.overridden() ? ReleaseVerdict.OVERRIDDEN : ReleaseVerdict.APPROVED,
            approved.expirations(),
            Optional.of(new ReleaseTtls(candidate.dnskeyTtl(), candidate.maxTtl())));
    try {
      ledger.record(record, terms.formerSerial());
    } catch (NotReleasedException e) {
      shelf.drop(place); // any other failure leaves it open whether the ledger has the release
      throw e;
    }
    return new ReleasedZone(record, shelf.path(place));
  }

  /**
   * A release of the ledger, ready to be published again: after a restart the right to publish is
   * earned anew, by the artefact's digest.
   *
   * @throws IOException if the artefact is missing or is not what was released
   */
  public ReleasedZone restored(ReleaseRecord record) throws IOException {
    var artefact = shelf.path(record.artefact());
    String found = FileDigest.sha256(artefact);
    if (!found.equals(record.digest())) {
      throw new IOException(
          artefact
              + " is not what was released as "
              + record.origin()
              + " "
              + record.serial()
              + ": its SHA-256 is "
              + found
              + ", the ledger has "
              + record.digest()
              + "; put the file back from a backup or a secondary");
    }
    return new ReleasedZone(record, artefact);
  }
}
