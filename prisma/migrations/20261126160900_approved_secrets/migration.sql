-- An approval holds for the secret inputs that were asked for. They are not kept: only a keyed sign of them.
ALTER TABLE approval
  ADD COLUMN "secretsSign" TEXT,
  ADD CONSTRAINT approval_secrets_sign CHECK ("secretsSign" ~ '^[0-9a-f]{64}$');
