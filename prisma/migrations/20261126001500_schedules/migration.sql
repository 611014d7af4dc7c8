-- Who or what asked for a run.
CREATE TYPE "RunOrigin" AS ENUM ('request', 'schedule', 'rehearsal');
CREATE TYPE "ScheduleState" AS ENUM ('active', 'paused', 'ended');

CREATE TABLE schedule (
  id uuid PRIMARY KEY,
  runbook text NOT NULL,
  "blockId" text NOT NULL,
  "blockTitle" text NOT NULL,
  kind text NOT NULL,
  target text NOT NULL,
  environment text NOT NULL,
  "contentHash" text NOT NULL,
  inputs jsonb NOT NULL,
  "everySeconds" int,
  "dailyMinute" int,
  zone text,
  notice boolean NOT NULL DEFAULT true,
  "keepDays" int NOT NULL DEFAULT 30,
  state "ScheduleState" NOT NULL DEFAULT 'active',
  "pauseReason" text,
  "changedByName" text,
  "changedAt" timestamptz(3),
  "nextAt" timestamptz(3),
  "skippedTicks" int NOT NULL DEFAULT 0,
  "settledRunId" uuid,
  "settledAt" timestamptz(3),
  word text,
  "wordSince" timestamptz(3),
  "noticedWord" text,
  "noticedAt" timestamptz(3),
  "createdByKind" "ActorKind" NOT NULL,
  "createdById" uuid,
  "createdByName" text NOT NULL,
  "createdAt" timestamptz(3) NOT NULL DEFAULT now(),
  CONSTRAINT schedule_pace CHECK (
    ("everySeconds" IS NOT NULL AND "everySeconds" BETWEEN 60 AND 604800 AND "dailyMinute" IS NULL AND zone IS NULL)
    OR ("everySeconds" IS NULL AND "dailyMinute" BETWEEN 0 AND 1439 AND zone IS NOT NULL)
  ),
  CONSTRAINT schedule_next CHECK ((state = 'active') = ("nextAt" IS NOT NULL)),
  CONSTRAINT schedule_paused CHECK (state <> 'paused' OR "pauseReason" IS NOT NULL),
  CONSTRAINT schedule_kept CHECK ("keepDays" BETWEEN 1 AND 365)
);
CREATE INDEX schedule_due ON schedule ("nextAt") WHERE state = 'active';
-- The same question is asked on one schedule only.
CREATE UNIQUE INDEX schedule_once ON schedule (runbook, "blockId", target, md5(inputs::text)) WHERE state <> 'ended';

ALTER TABLE run ADD COLUMN origin "RunOrigin" NOT NULL DEFAULT 'request';
ALTER TABLE run ADD COLUMN "scheduleId" uuid REFERENCES schedule (id) ON DELETE RESTRICT;
-- What it was due for; no two engines start the same.
ALTER TABLE run ADD COLUMN slot text;
CREATE UNIQUE INDEX run_slot_key ON run (slot);
CREATE INDEX "run_scheduleId_queuedAt_idx" ON run ("scheduleId", "queuedAt" DESC);
ALTER TABLE run ADD CONSTRAINT run_by_itself CHECK ((origin = 'request') = (slot IS NULL) AND (origin = 'schedule') = ("scheduleId" IS NOT NULL));
ALTER TABLE run ADD CONSTRAINT run_by_itself_reads CHECK (origin = 'request' OR effect = 'read');
