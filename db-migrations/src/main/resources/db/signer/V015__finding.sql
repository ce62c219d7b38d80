CREATE TABLE signer.finding (
  finding_id  bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  zone        signer.dns_name NOT NULL REFERENCES signer.zone,
  run_id      uuid REFERENCES signer.run,
  serial      signer.serial,
  rule        text NOT NULL,
  severity    text NOT NULL,
  owner       text,
  type        text,
  key_tag     signer.key_tag,
  fingerprint signer.sha256,
  message     text NOT NULL,
  FOREIGN KEY (zone, serial) REFERENCES signer.release (zone, serial),
  CONSTRAINT finding_of_a_run_or_release CHECK (num_nonnulls(run_id, serial) > 0),
  CONSTRAINT finding_rule_form CHECK (rule ~ '^[A-Z0-9]+(-[A-Z0-9]+)*$'),
  CONSTRAINT finding_severity_known CHECK (severity IN ('REFUSE', 'WARN'))
);

CREATE INDEX finding_run ON signer.finding (run_id);
CREATE INDEX finding_release ON signer.finding (zone, serial);

COMMENT ON TABLE signer.finding IS 'what the gates found in a run, or in what was released all the same (warnings)';

CREATE TRIGGER finding_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON signer.finding
  FOR EACH STATEMENT EXECUTE FUNCTION signer.refuse_change();
