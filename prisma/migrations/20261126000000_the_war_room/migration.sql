-- CreateEnum
CREATE TYPE "ChannelKind" AS ENUM ('email', 'slack', 'teams', 'webhook');

-- CreateEnum
CREATE TYPE "DeliveryState" AS ENUM ('queued', 'sending', 'delivered', 'failed');

-- CreateEnum
CREATE TYPE "IncidentKind" AS ENUM ('outage', 'degradation', 'data_loss', 'security_breach', 'other');

-- CreateEnum
CREATE TYPE "TaskState" AS ENUM ('open', 'done', 'dropped');

-- CreateEnum
CREATE TYPE "TaskOrigin" AS ENUM ('manual', 'checklist', 'procedure');

-- CreateEnum
CREATE TYPE "HypothesisState" AS ENUM ('open', 'confirmed', 'refuted');

-- CreateEnum
CREATE TYPE "InvestigationStepName" AS ENUM ('reproduce', 'isolate', 'collect', 'hypothesise', 'test', 'fix', 'verify', 'document');

-- CreateEnum
CREATE TYPE "InvestigationStepState" AS ENUM ('pending', 'current', 'done', 'skipped');

-- CreateEnum
CREATE TYPE "ProcedureState" AS ENUM ('running', 'completed', 'stopped');

-- CreateEnum
CREATE TYPE "ProcedureStepState" AS ENUM ('pending', 'done', 'failed', 'skipped');

-- CreateEnum
CREATE TYPE "IncidentRole" AS ENUM ('commander', 'communications_lead', 'scribe', 'responder');

-- CreateEnum
CREATE TYPE "TemplatePurpose" AS ENUM ('notification', 'update', 'resolution', 'internal_brief', 'executive_brief');

-- CreateEnum
CREATE TYPE "Audience" AS ENUM ('internal', 'stakeholders', 'customers');

-- CreateEnum
CREATE TYPE "UpdateState" AS ENUM ('draft', 'awaiting_approval', 'scheduled', 'sent', 'cancelled');

-- CreateEnum
CREATE TYPE "PromiseState" AS ENUM ('open', 'kept', 'broken', 'withdrawn');

-- AlterTable
ALTER TABLE "contact" ADD COLUMN     "areas" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "position" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "team" TEXT,
ADD COLUMN     "userId" UUID;

-- AlterTable
ALTER TABLE "incident" ADD COLUMN     "bridgeUrl" TEXT,
ADD COLUMN     "cancelledAt" TIMESTAMPTZ(3),
ADD COLUMN     "clocksAt" TIMESTAMPTZ(3) DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN     "closedAt" TIMESTAMPTZ(3),
ADD COLUMN     "customerVisible" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "identifiedAt" TIMESTAMPTZ(3),
ADD COLUMN     "impact" TEXT,
ADD COLUMN     "investigatingAt" TIMESTAMPTZ(3),
ADD COLUMN     "kind" "IncidentKind" NOT NULL DEFAULT 'other',
ADD COLUMN     "mergedIntoId" UUID,
ADD COLUMN     "monitoringAt" TIMESTAMPTZ(3),
ADD COLUMN     "restricted" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "severityLabel" TEXT,
ADD COLUMN     "startedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN     "tags" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- AlterTable
ALTER TABLE "severity_policy" ADD COLUMN     "acknowledgeBusinessDays" INTEGER,
ADD COLUMN     "resolveMinutes" INTEGER,
ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1,
ADD COLUMN     "warnMinutes" INTEGER NOT NULL DEFAULT 5;

-- AlterTable
ALTER TABLE "template" ADD COLUMN     "archivedAt" TIMESTAMPTZ(3),
ADD COLUMN     "audience" "Audience" NOT NULL DEFAULT 'internal',
ALTER COLUMN "purpose" TYPE "TemplatePurpose" USING purpose::"TemplatePurpose";
ALTER TABLE "template" ALTER COLUMN "audience" DROP DEFAULT;

-- CreateTable
CREATE TABLE "channel" (
    "id" UUID NOT NULL,
    "kind" "ChannelKind" NOT NULL,
    "name" TEXT NOT NULL,
    "audiences" "Audience"[],
    "recipients" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "sealedUrl" BYTEA,
    "sealedKey" BYTEA,
    "host" TEXT,
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "testedAt" TIMESTAMPTZ(3),
    "testError" TEXT,

    CONSTRAINT "channel_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "delivery" (
    "id" UUID NOT NULL,
    "incidentId" UUID,
    "updateId" UUID,
    "channelId" UUID,
    "kind" "ChannelKind" NOT NULL,
    "recipient" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "dedupKey" TEXT NOT NULL,
    "state" "DeliveryState" NOT NULL DEFAULT 'queued',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "maybeRepeated" BOOLEAN NOT NULL DEFAULT false,
    "nextAttemptAt" TIMESTAMPTZ(3) DEFAULT CURRENT_TIMESTAMP,
    "leaseUntil" TIMESTAMPTZ(3),
    "lastError" TEXT,
    "queuedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "endedAt" TIMESTAMPTZ(3),

    CONSTRAINT "delivery_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "stakeholder_link" (
    "id" UUID NOT NULL,
    "incidentId" UUID NOT NULL,
    "tokenHash" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "createdByName" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "revokedAt" TIMESTAMPTZ(3),
    "lastSeenAt" TIMESTAMPTZ(3),

    CONSTRAINT "stakeholder_link_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "escalation_level" (
    "level" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "afterMinutes" INTEGER,

    CONSTRAINT "escalation_level_pkey" PRIMARY KEY ("level")
);

-- CreateTable
CREATE TABLE "incident_link" (
    "id" UUID NOT NULL,
    "incidentId" UUID NOT NULL,
    "url" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "addedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "incident_link_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "task" (
    "id" UUID NOT NULL,
    "incidentId" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "state" "TaskState" NOT NULL DEFAULT 'open',
    "origin" "TaskOrigin" NOT NULL DEFAULT 'manual',
    "checklistItemId" UUID,
    "ownerId" UUID,
    "ownerName" TEXT,
    "dueAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "createdByName" TEXT NOT NULL,
    "endedAt" TIMESTAMPTZ(3),
    "endedByName" TEXT,

    CONSTRAINT "task_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "hypothesis" (
    "id" UUID NOT NULL,
    "incidentId" UUID NOT NULL,
    "statement" TEXT NOT NULL,
    "state" "HypothesisState" NOT NULL DEFAULT 'open',
    "runbook" TEXT,
    "blockId" TEXT,
    "confirmedBy" "Verdict",
    "runId" UUID,
    "reason" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "createdByName" TEXT NOT NULL,
    "decidedAt" TIMESTAMPTZ(3),
    "decidedByName" TEXT,

    CONSTRAINT "hypothesis_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "investigation_step" (
    "incidentId" UUID NOT NULL,
    "step" "InvestigationStepName" NOT NULL,
    "state" "InvestigationStepState" NOT NULL DEFAULT 'pending',
    "note" TEXT,
    "changedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "changedByName" TEXT NOT NULL,

    CONSTRAINT "investigation_step_pkey" PRIMARY KEY ("incidentId","step")
);

-- CreateTable
CREATE TABLE "participant" (
    "incidentId" UUID NOT NULL,
    "actorId" UUID NOT NULL,
    "actorKind" "ActorKind" NOT NULL,
    "name" TEXT NOT NULL,
    "addedByName" TEXT NOT NULL,
    "addedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "participant_pkey" PRIMARY KEY ("incidentId","actorId")
);

-- CreateTable
CREATE TABLE "presence" (
    "streamId" UUID NOT NULL,
    "incidentId" UUID NOT NULL,
    "actorId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "beatAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "presence_pkey" PRIMARY KEY ("streamId")
);

-- CreateTable
CREATE TABLE "checklist_item" (
    "id" UUID NOT NULL,
    "severity" "Severity" NOT NULL,
    "title" TEXT NOT NULL,
    "dueMinutes" INTEGER,
    "position" INTEGER NOT NULL,

    CONSTRAINT "checklist_item_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "business_calendar" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "zone" TEXT NOT NULL,
    "weekdays" INTEGER[],
    "startMinute" INTEGER NOT NULL,
    "endMinute" INTEGER NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "business_calendar_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "holiday" (
    "date" DATE NOT NULL,
    "name" TEXT NOT NULL,

    CONSTRAINT "holiday_pkey" PRIMARY KEY ("date")
);

-- CreateTable
CREATE TABLE "procedure_run" (
    "id" UUID NOT NULL,
    "incidentId" UUID NOT NULL,
    "runbook" TEXT NOT NULL,
    "procedureId" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "contentHash" TEXT NOT NULL,
    "state" "ProcedureState" NOT NULL DEFAULT 'running',
    "startedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "startedByName" TEXT NOT NULL,
    "endedAt" TIMESTAMPTZ(3),
    "endedByName" TEXT,

    CONSTRAINT "procedure_run_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "procedure_step" (
    "procedureRunId" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "stepId" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "owner" TEXT,
    "gate" TEXT,
    "state" "ProcedureStepState" NOT NULL DEFAULT 'pending',
    "doneById" UUID,
    "doneByName" TEXT,
    "doneAt" TIMESTAMPTZ(3),
    "evidence" TEXT,
    "runId" UUID,

    CONSTRAINT "procedure_step_pkey" PRIMARY KEY ("procedureRunId","position")
);

-- CreateTable
CREATE TABLE "role_assignment" (
    "id" UUID NOT NULL,
    "incidentId" UUID NOT NULL,
    "role" "IncidentRole" NOT NULL,
    "userId" UUID NOT NULL,
    "userName" TEXT NOT NULL,
    "assignedByName" TEXT NOT NULL,
    "note" TEXT,
    "assignedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "endedAt" TIMESTAMPTZ(3),

    CONSTRAINT "role_assignment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "template_version" (
    "templateId" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "subject" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "changedByName" TEXT NOT NULL,
    "changedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "template_version_pkey" PRIMARY KEY ("templateId","version")
);

-- CreateTable
CREATE TABLE "incident_update" (
    "id" UUID NOT NULL,
    "incidentId" UUID NOT NULL,
    "purpose" "TemplatePurpose" NOT NULL,
    "audience" "Audience" NOT NULL,
    "state" "UpdateState" NOT NULL DEFAULT 'draft',
    "templateId" TEXT,
    "templateVersion" INTEGER,
    "variables" JSONB NOT NULL DEFAULT '{}',
    "subject" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "createdById" UUID,
    "createdByName" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "approvedById" UUID,
    "approvedByName" TEXT,
    "approvedAt" TIMESTAMPTZ(3),
    "scheduledAt" TIMESTAMPTZ(3),
    "sentAt" TIMESTAMPTZ(3),
    "sentByName" TEXT,
    "idempotencyKey" TEXT,

    CONSTRAINT "incident_update_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "update_promise" (
    "id" UUID NOT NULL,
    "incidentId" UUID NOT NULL,
    "updateId" UUID NOT NULL,
    "words" TEXT NOT NULL,
    "audience" "Audience" NOT NULL,
    "cadenceMinutes" INTEGER,
    "dueAt" TIMESTAMPTZ(3) NOT NULL,
    "state" "PromiseState" NOT NULL DEFAULT 'open',
    "madeAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "nudgedAt" TIMESTAMPTZ(3),
    "overdueAt" TIMESTAMPTZ(3),
    "commanderToldAt" TIMESTAMPTZ(3),
    "endedAt" TIMESTAMPTZ(3),
    "keptByUpdateId" UUID,

    CONSTRAINT "update_promise_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "channel_name_key" ON "channel"("name");

-- CreateIndex
CREATE UNIQUE INDEX "delivery_dedupKey_key" ON "delivery"("dedupKey");

-- CreateIndex
CREATE INDEX "delivery_state_nextAttemptAt_idx" ON "delivery"("state", "nextAttemptAt");

-- CreateIndex
CREATE INDEX "delivery_updateId_idx" ON "delivery"("updateId");

-- CreateIndex
CREATE INDEX "delivery_incidentId_queuedAt_idx" ON "delivery"("incidentId", "queuedAt");

-- CreateIndex
CREATE UNIQUE INDEX "stakeholder_link_tokenHash_key" ON "stakeholder_link"("tokenHash");

-- CreateIndex
CREATE INDEX "stakeholder_link_incidentId_idx" ON "stakeholder_link"("incidentId");

-- CreateIndex
CREATE UNIQUE INDEX "incident_link_incidentId_url_key" ON "incident_link"("incidentId", "url");

-- CreateIndex
CREATE INDEX "task_incidentId_createdAt_idx" ON "task"("incidentId", "createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "task_incidentId_checklistItemId_key" ON "task"("incidentId", "checklistItemId");

-- CreateIndex
CREATE INDEX "hypothesis_incidentId_createdAt_idx" ON "hypothesis"("incidentId", "createdAt");

-- CreateIndex
CREATE INDEX "participant_actorId_idx" ON "participant"("actorId");

-- CreateIndex
CREATE INDEX "presence_incidentId_idx" ON "presence"("incidentId");

-- CreateIndex
CREATE INDEX "checklist_item_severity_position_idx" ON "checklist_item"("severity", "position");

-- CreateIndex
CREATE INDEX "procedure_run_incidentId_startedAt_idx" ON "procedure_run"("incidentId", "startedAt");

-- CreateIndex
CREATE UNIQUE INDEX "procedure_step_procedureRunId_stepId_key" ON "procedure_step"("procedureRunId", "stepId");

-- CreateIndex
CREATE INDEX "role_assignment_incidentId_role_idx" ON "role_assignment"("incidentId", "role");

-- CreateIndex
CREATE INDEX "role_assignment_userId_idx" ON "role_assignment"("userId");

-- CreateIndex
CREATE INDEX "incident_update_incidentId_createdAt_idx" ON "incident_update"("incidentId", "createdAt");

-- CreateIndex
CREATE INDEX "incident_update_state_scheduledAt_idx" ON "incident_update"("state", "scheduledAt");

-- CreateIndex
CREATE UNIQUE INDEX "incident_update_createdById_idempotencyKey_key" ON "incident_update"("createdById", "idempotencyKey");

-- CreateIndex
CREATE INDEX "update_promise_incidentId_dueAt_idx" ON "update_promise"("incidentId", "dueAt");

-- CreateIndex
CREATE INDEX "update_promise_state_dueAt_idx" ON "update_promise"("state", "dueAt");

-- CreateIndex
CREATE INDEX "incident_clocksAt_idx" ON "incident"("clocksAt");

-- CreateIndex
CREATE INDEX "timeline_event_incidentId_type_seq_idx" ON "timeline_event"("incidentId", "type", "seq");

-- AddForeignKey
ALTER TABLE "delivery" ADD CONSTRAINT "delivery_incidentId_fkey" FOREIGN KEY ("incidentId") REFERENCES "incident"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "delivery" ADD CONSTRAINT "delivery_updateId_fkey" FOREIGN KEY ("updateId") REFERENCES "incident_update"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "delivery" ADD CONSTRAINT "delivery_channelId_fkey" FOREIGN KEY ("channelId") REFERENCES "channel"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stakeholder_link" ADD CONSTRAINT "stakeholder_link_incidentId_fkey" FOREIGN KEY ("incidentId") REFERENCES "incident"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "contact" ADD CONSTRAINT "contact_userId_fkey" FOREIGN KEY ("userId") REFERENCES "user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "incident" ADD CONSTRAINT "incident_mergedIntoId_fkey" FOREIGN KEY ("mergedIntoId") REFERENCES "incident"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "incident_link" ADD CONSTRAINT "incident_link_incidentId_fkey" FOREIGN KEY ("incidentId") REFERENCES "incident"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "task" ADD CONSTRAINT "task_incidentId_fkey" FOREIGN KEY ("incidentId") REFERENCES "incident"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "hypothesis" ADD CONSTRAINT "hypothesis_incidentId_fkey" FOREIGN KEY ("incidentId") REFERENCES "incident"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "hypothesis" ADD CONSTRAINT "hypothesis_runId_fkey" FOREIGN KEY ("runId") REFERENCES "run"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "investigation_step" ADD CONSTRAINT "investigation_step_incidentId_fkey" FOREIGN KEY ("incidentId") REFERENCES "incident"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "participant" ADD CONSTRAINT "participant_incidentId_fkey" FOREIGN KEY ("incidentId") REFERENCES "incident"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "presence" ADD CONSTRAINT "presence_incidentId_fkey" FOREIGN KEY ("incidentId") REFERENCES "incident"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "checklist_item" ADD CONSTRAINT "checklist_item_severity_fkey" FOREIGN KEY ("severity") REFERENCES "severity_policy"("severity") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "procedure_run" ADD CONSTRAINT "procedure_run_incidentId_fkey" FOREIGN KEY ("incidentId") REFERENCES "incident"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "procedure_step" ADD CONSTRAINT "procedure_step_procedureRunId_fkey" FOREIGN KEY ("procedureRunId") REFERENCES "procedure_run"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "procedure_step" ADD CONSTRAINT "procedure_step_runId_fkey" FOREIGN KEY ("runId") REFERENCES "run"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "role_assignment" ADD CONSTRAINT "role_assignment_incidentId_fkey" FOREIGN KEY ("incidentId") REFERENCES "incident"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "role_assignment" ADD CONSTRAINT "role_assignment_userId_fkey" FOREIGN KEY ("userId") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "template_version" ADD CONSTRAINT "template_version_templateId_fkey" FOREIGN KEY ("templateId") REFERENCES "template"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "incident_update" ADD CONSTRAINT "incident_update_incidentId_fkey" FOREIGN KEY ("incidentId") REFERENCES "incident"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "update_promise" ADD CONSTRAINT "update_promise_incidentId_fkey" FOREIGN KEY ("incidentId") REFERENCES "incident"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "update_promise" ADD CONSTRAINT "update_promise_updateId_fkey" FOREIGN KEY ("updateId") REFERENCES "incident_update"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What was there before ----------------------------------------------------------------------------------

UPDATE incident SET "startedAt" = "declaredAt", "clocksAt" = CASE WHEN status IN ('resolved', 'closed', 'cancelled') THEN NULL ELSE now() END;
UPDATE incident SET "cancelledAt" = "declaredAt" WHERE status = 'cancelled';
UPDATE incident SET "closedAt" = "resolvedAt" WHERE status = 'closed';
UPDATE severity_policy SET "acknowledgeBusinessDays" = 1 WHERE severity = 'P3' AND "acknowledgeMinutes" IS NULL;

-- Whoever declared takes part.
INSERT INTO participant ("incidentId", "actorId", "actorKind", name, "addedByName", "addedAt")
  SELECT id, "declaredById", "declaredByKind", "declaredByName", "declaredByName", "declaredAt" FROM incident WHERE "declaredById" IS NOT NULL;

-- What must hold, whoever writes ------------------------------------------------------------------------

ALTER TABLE incident
  ADD CONSTRAINT incident_started_first CHECK ("startedAt" <= "declaredAt"),
  ADD CONSTRAINT incident_tags CHECK (cardinality(tags) <= 20),
  ADD CONSTRAINT incident_closed_at CHECK ((status = 'closed') = ("closedAt" IS NOT NULL)),
  ADD CONSTRAINT incident_cancelled_at CHECK ((status = 'cancelled') = ("cancelledAt" IS NOT NULL)),
  ADD CONSTRAINT incident_merged_ended CHECK ("mergedIntoId" IS NULL OR (status = 'cancelled' AND "mergedIntoId" <> id));

ALTER TABLE incident_link
  ADD CONSTRAINT incident_link_url CHECK (url ~ '^https?://' AND length(url) <= 2000),
  ADD CONSTRAINT incident_link_label CHECK (length(label) BETWEEN 1 AND 200);

CREATE UNIQUE INDEX role_assignment_one_person ON role_assignment ("incidentId", role) WHERE "endedAt" IS NULL AND role <> 'responder';
CREATE UNIQUE INDEX role_assignment_once ON role_assignment ("incidentId", role, "userId") WHERE "endedAt" IS NULL;
ALTER TABLE role_assignment
  ADD CONSTRAINT role_assignment_ends_after_start CHECK ("endedAt" IS NULL OR "endedAt" >= "assignedAt");

ALTER TABLE task
  ADD CONSTRAINT task_title CHECK (length(title) BETWEEN 1 AND 300),
  ADD CONSTRAINT task_ended CHECK ((state = 'open') = ("endedAt" IS NULL)),
  ADD CONSTRAINT task_owner CHECK ("ownerId" IS NULL OR "ownerName" IS NOT NULL);

ALTER TABLE hypothesis
  ADD CONSTRAINT hypothesis_statement CHECK (length(statement) BETWEEN 1 AND 2000),
  ADD CONSTRAINT hypothesis_decided CHECK ((state = 'open') = ("decidedAt" IS NULL)),
  ADD CONSTRAINT hypothesis_test CHECK ((runbook IS NULL) = ("blockId" IS NULL));

-- One step at a time is the current one.
CREATE UNIQUE INDEX investigation_step_current ON investigation_step ("incidentId") WHERE state = 'current';

ALTER TABLE procedure_run
  ADD CONSTRAINT procedure_run_ended CHECK ((state = 'running') = ("endedAt" IS NULL));
ALTER TABLE procedure_step
  ADD CONSTRAINT procedure_step_done CHECK ((state = 'pending') = ("doneAt" IS NULL)),
  ADD CONSTRAINT procedure_step_by CHECK (("doneAt" IS NULL) = ("doneByName" IS NULL));
CREATE UNIQUE INDEX procedure_run_once ON procedure_run ("incidentId", runbook, "procedureId") WHERE state = 'running';

ALTER TABLE severity_policy
  ADD CONSTRAINT severity_policy_minutes CHECK (
    coalesce("acknowledgeMinutes", 1) BETWEEN 1 AND 525600 AND coalesce("statusPageMinutes", 1) BETWEEN 1 AND 525600
    AND coalesce("updateMinutes", 1) BETWEEN 1 AND 525600 AND coalesce("resolveMinutes", 1) BETWEEN 1 AND 525600
    AND coalesce("acknowledgeBusinessDays", 1) BETWEEN 1 AND 30 AND "warnMinutes" BETWEEN 0 AND 1440),
  ADD CONSTRAINT severity_policy_one_acknowledge CHECK ("acknowledgeMinutes" IS NULL OR "acknowledgeBusinessDays" IS NULL);

ALTER TABLE business_calendar
  ADD CONSTRAINT business_calendar_one CHECK (id = 1),
  ADD CONSTRAINT business_calendar_hours CHECK ("startMinute" >= 0 AND "startMinute" < "endMinute" AND "endMinute" <= 1440),
  ADD CONSTRAINT business_calendar_days CHECK (cardinality(weekdays) BETWEEN 1 AND 7 AND weekdays <@ ARRAY[1,2,3,4,5,6,7]);

ALTER TABLE contact
  ADD CONSTRAINT contact_level CHECK (level BETWEEN 1 AND 4),
  ADD CONSTRAINT contact_areas CHECK (cardinality(areas) <= 20);
ALTER TABLE escalation_level
  ADD CONSTRAINT escalation_level_number CHECK (level BETWEEN 1 AND 4);

ALTER TABLE incident_update
  ADD CONSTRAINT incident_update_was_sent CHECK ((state = 'sent') = ("sentAt" IS NOT NULL)),
  ADD CONSTRAINT incident_update_scheduled CHECK (state <> 'scheduled' OR "scheduledAt" IS NOT NULL),
  ADD CONSTRAINT incident_update_size CHECK (length(subject) <= 300 AND length(body) <= 50000);
ALTER TABLE update_promise
  ADD CONSTRAINT update_promise_ended CHECK ((state = 'open') = ("endedAt" IS NULL)),
  ADD CONSTRAINT update_promise_cadence CHECK ("cadenceMinutes" IS NULL OR "cadenceMinutes" BETWEEN 1 AND 10080);

ALTER TABLE channel
  ADD CONSTRAINT channel_name CHECK (length(name) BETWEEN 1 AND 100),
  ADD CONSTRAINT channel_way CHECK ((kind = 'email') = ("sealedUrl" IS NULL));
ALTER TABLE delivery
  ADD CONSTRAINT delivery_ended CHECK ((state IN ('delivered', 'failed')) = ("endedAt" IS NOT NULL)),
  ADD CONSTRAINT delivery_attempts CHECK (attempts >= 0);
ALTER TABLE stakeholder_link
  ADD CONSTRAINT stakeholder_link_ends CHECK ("expiresAt" > "createdAt");

CREATE FUNCTION sent_update_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state = 'sent' THEN
    RAISE EXCEPTION 'update % was sent and does not change', OLD.id USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER sent_update_stays BEFORE UPDATE ON incident_update FOR EACH ROW EXECUTE FUNCTION sent_update_stays();

CREATE TRIGGER template_version_append_only BEFORE UPDATE OR DELETE ON template_version FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER template_version_no_truncate BEFORE TRUNCATE ON template_version FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Presence is a hint for those who look: it need not survive a crash of the database.
ALTER TABLE presence SET UNLOGGED;

-- Every event makes its incident's clocks due for another look.
CREATE OR REPLACE FUNCTION append_timeline_event(incident_id uuid, type text, kind "ActorKind", actor_id uuid, actor_name text, data jsonb)
RETURNS TABLE (seq int, at timestamptz) LANGUAGE plpgsql AS $$
DECLARE
  v_seq int; v_prev text; v_number int; v_hash text; v_at timestamptz := date_trunc('milliseconds', clock_timestamp());
BEGIN
  SELECT i."lastSeq" + 1, i."lastHash", i.number INTO v_seq, v_prev, v_number FROM incident i WHERE i.id = incident_id FOR NO KEY UPDATE;
  IF NOT FOUND THEN RAISE EXCEPTION 'no incident %', incident_id USING ERRCODE = 'foreign_key_violation'; END IF;
  v_hash := chain_hash(v_prev, incident_id::text, v_seq::text, type, chain_instant(v_at), kind::text, actor_id::text, actor_name, data::text);
  INSERT INTO timeline_event ("incidentId", seq, type, at, "actorKind", "actorId", "actorName", data, hash)
    VALUES (incident_id, v_seq, type, v_at, kind, actor_id, actor_name, data, v_hash);
  UPDATE incident SET "lastSeq" = v_seq, "lastHash" = v_hash, "clocksAt" = v_at WHERE id = incident_id;
  PERFORM pg_notify('sitrep', json_build_object('topic', 'timeline', 'incident', v_number, 'seq', v_seq)::text);
  RETURN QUERY SELECT v_seq, v_at;
END $$;
