-- One row for each trouble while it lasts, whatever the number of nodes and runs that see it: the
-- open rows' keys are unique, so an alert is raised once.
CREATE TABLE signer.alert (
  alert_id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  dedupe_key      text NOT NULL,
  condition       text NOT NULL,
  severity        text NOT NULL,
  zone            signer.dns_name,
  subject         text NOT NULL,
  node            text NOT NULL,
  message         text NOT NULL,
  raised_at       timestamptz NOT NULL,
  last_seen_at    timestamptz NOT NULL,
  times           bigint NOT NULL DEFAULT 1,
  acknowledged_at timestamptz,
  acknowledged_by text,
  escalated_at    timestamptz,
  ended_at        timestamptz,
  CONSTRAINT alert_severity_known CHECK (severity IN ('warning', 'critical')),
  CONSTRAINT alert_says_something CHECK (message ~ '\S'),
  CONSTRAINT alert_acknowledged_by_somebody CHECK ((acknowledged_at IS NULL) = (acknowledged_by IS NULL))
);

CREATE UNIQUE INDEX alert_raised_once ON signer.alert (dedupe_key) WHERE ended_at IS NULL;
CREATE INDEX alert_newest ON signer.alert (raised_at DESC);

COMMENT ON TABLE signer.alert IS 'what went wrong, from when to when, and who has taken it up';

CREATE TRIGGER alert_never_deleted BEFORE DELETE OR TRUNCATE ON signer.alert
  FOR EACH STATEMENT EXECUTE FUNCTION signer.refuse_change();
