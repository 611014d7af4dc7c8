-- What a failed run came to with all that differs from case to case removed: equal ones are the same trouble.
ALTER TABLE run ADD COLUMN fingerprint text;
CREATE INDEX run_fingerprint ON run (fingerprint) WHERE fingerprint IS NOT NULL AND "incidentId" IS NOT NULL;
