-- SQLite does not notice when a bit of a stored row flips. Each event carries a checksum over all its columns (CRC-32C,
-- see EventChecksum); NULL in rows that are older than this.
ALTER TABLE events ADD COLUMN checksum INTEGER;

-- From this event on a missing checksum is damage.
ALTER TABLE log_identity ADD COLUMN checksummed_from INTEGER NOT NULL DEFAULT 1;

UPDATE log_identity
SET checksummed_from = (SELECT coalesce(max(seq), 0) + 1 FROM events);
