-- What caches may hold of a release, for the clocks of key rollovers; null in releases from before.
ALTER TABLE signer.release
  ADD COLUMN dnskey_ttl bigint,
  ADD COLUMN max_ttl    bigint,
  ADD CONSTRAINT release_ttls_together CHECK ((dnskey_ttl IS NULL) = (max_ttl IS NULL)),
  ADD CONSTRAINT release_ttls_not_negative CHECK (dnskey_ttl >= 0 AND max_ttl >= dnskey_ttl);

COMMENT ON COLUMN signer.release.dnskey_ttl IS 'TTL of the DNSKEY RRset in seconds';
COMMENT ON COLUMN signer.release.max_ttl IS 'highest TTL of any RRset that is signed, in seconds';
