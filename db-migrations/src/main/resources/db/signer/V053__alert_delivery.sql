-- What is to be told on which channel. A row stays until the channel took it, or until it says
-- nothing any more (a heartbeat whose successor is due).
CREATE TABLE signer.alert_delivery (
  delivery_id   bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  alert_id      bigint REFERENCES signer.alert,
  event         text NOT NULL,
  channel       text NOT NULL,
  created_at    timestamptz NOT NULL,
  not_before    timestamptz NOT NULL,
  attempts      integer NOT NULL DEFAULT 0,
  claimed_until timestamptz,
  delivered_at  timestamptz,
  dropped_at    timestamptz,
  last_error    text,
  CONSTRAINT alert_delivery_event_known CHECK (event IN ('raised', 'escalated', 'ended', 'heartbeat')),
  CONSTRAINT alert_delivery_of_an_alert CHECK ((alert_id IS NULL) = (event = 'heartbeat')),
  CONSTRAINT alert_delivery_ends_once CHECK (num_nonnulls(delivered_at, dropped_at) < 2)
);

CREATE INDEX alert_delivery_waiting ON signer.alert_delivery (channel, delivery_id)
  WHERE delivered_at IS NULL AND dropped_at IS NULL;
CREATE INDEX alert_delivery_heartbeat ON signer.alert_delivery (channel, created_at DESC) WHERE event = 'heartbeat';

COMMENT ON TABLE signer.alert_delivery IS 'what was or is to be told about alerts, on which channel';
