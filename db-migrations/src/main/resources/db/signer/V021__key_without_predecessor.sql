-- Predecessors are a set now.
ALTER TABLE signer.key DROP COLUMN predecessor;
