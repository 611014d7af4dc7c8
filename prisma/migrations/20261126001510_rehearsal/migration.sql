-- When diagnostics are rehearsed, and against what. One row.
CREATE TABLE rehearsal_setting (
  id int PRIMARY KEY DEFAULT 1 CHECK (id = 1),
  enabled boolean NOT NULL DEFAULT true,
  minute int NOT NULL DEFAULT 180 CHECK (minute BETWEEN 0 AND 1439),
  zone text NOT NULL DEFAULT 'UTC',
  "exceptTargets" text[] NOT NULL DEFAULT '{}',
  -- Null until an engine has looked, and while it is off.
  "nextAt" timestamptz(3),
  version int NOT NULL DEFAULT 1
);
INSERT INTO rehearsal_setting DEFAULT VALUES;

CREATE TABLE rehearsal (
  id uuid PRIMARY KEY,
  "startedAt" timestamptz(3) NOT NULL DEFAULT now(),
  "startedByName" text NOT NULL,
  "endedAt" timestamptz(3),
  total int NOT NULL,
  waiting jsonb NOT NULL
);
-- One at a time.
CREATE UNIQUE INDEX rehearsal_under_way ON rehearsal ((true)) WHERE "endedAt" IS NULL;

ALTER TABLE run ADD COLUMN "rehearsalId" uuid REFERENCES rehearsal (id) ON DELETE RESTRICT;
CREATE INDEX "run_rehearsalId_idx" ON run ("rehearsalId");
ALTER TABLE run ADD CONSTRAINT run_rehearsed CHECK ((origin = 'rehearsal') = ("rehearsalId" IS NOT NULL));
-- The newest healthy result outside of incidents is what others are compared with.
CREATE INDEX run_healthy ON run (runbook, "blockId", target, "queuedAt" DESC) WHERE verdict = 'ok' AND "incidentId" IS NULL;

CREATE TABLE stale_block (
  id uuid PRIMARY KEY,
  runbook text NOT NULL,
  "blockId" text NOT NULL,
  "blockTitle" text NOT NULL,
  reason text NOT NULL,
  "runId" uuid REFERENCES run (id) ON DELETE SET NULL,
  since timestamptz(3) NOT NULL DEFAULT now(),
  "clearedAt" timestamptz(3),
  "clearedWhy" text,
  -- The number of the action item that its owner was given.
  "actionItem" int,
  CONSTRAINT stale_block_cleared CHECK (("clearedAt" IS NULL) = ("clearedWhy" IS NULL))
);
CREATE UNIQUE INDEX stale_block_once ON stale_block (runbook, "blockId") WHERE "clearedAt" IS NULL;
