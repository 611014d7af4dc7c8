-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "ApprovalState" AS ENUM ('pending', 'approved', 'rejected');

-- CreateEnum
CREATE TYPE "ContactMethodKind" AS ENUM ('phone', 'email', 'slack');

-- CreateEnum
CREATE TYPE "Severity" AS ENUM ('P0', 'P1', 'P2', 'P3');

-- CreateEnum
CREATE TYPE "IncidentStatus" AS ENUM ('triggered', 'acknowledged', 'investigating', 'identified', 'monitoring', 'resolved', 'closed', 'cancelled');

-- CreateEnum
CREATE TYPE "ActorKind" AS ENUM ('user', 'api_key', 'system');

-- CreateEnum
CREATE TYPE "RunState" AS ENUM ('queued', 'running', 'passed', 'failed', 'errored', 'timed_out', 'cancelled', 'interrupted');

-- CreateEnum
CREATE TYPE "Verdict" AS ENUM ('ok', 'warn', 'fail');

-- CreateEnum
CREATE TYPE "Effect" AS ENUM ('read', 'mutating', 'destructive');

-- CreateEnum
CREATE TYPE "SignInLinkPurpose" AS ENUM ('setup', 'invite');

-- CreateEnum
CREATE TYPE "Role" AS ENUM ('viewer', 'responder', 'commander', 'admin');

-- CreateTable
CREATE TABLE "api_key" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "prefix" TEXT NOT NULL,
    "secretHash" TEXT NOT NULL,
    "roles" "Role"[],
    "createdById" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(3),
    "revokedAt" TIMESTAMPTZ(3),
    "lastUsedAt" TIMESTAMPTZ(3),

    CONSTRAINT "api_key_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "approval" (
    "id" UUID NOT NULL,
    "incidentId" UUID NOT NULL,
    "runbook" TEXT NOT NULL,
    "blockId" TEXT NOT NULL,
    "blockTitle" TEXT NOT NULL,
    "contentHash" TEXT NOT NULL,
    "target" TEXT NOT NULL,
    "inputs" JSONB NOT NULL,
    "reason" TEXT NOT NULL,
    "requestedById" UUID NOT NULL,
    "requestedByName" TEXT NOT NULL,
    "requestedByKind" "ActorKind" NOT NULL,
    "requestedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "state" "ApprovalState" NOT NULL DEFAULT 'pending',
    "decidedById" UUID,
    "decidedByName" TEXT,
    "decidedAt" TIMESTAMPTZ(3),
    "runId" UUID,

    CONSTRAINT "approval_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_entry" (
    "seq" BIGINT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "action" TEXT NOT NULL,
    "subjectType" TEXT NOT NULL,
    "subjectId" TEXT NOT NULL,
    "actorKind" "ActorKind" NOT NULL,
    "actorId" UUID,
    "actorName" TEXT NOT NULL,
    "data" JSONB NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "audit_entry_pkey" PRIMARY KEY ("seq")
);

-- CreateTable
CREATE TABLE "contact" (
    "id" UUID NOT NULL,
    "role" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "level" INTEGER NOT NULL,

    CONSTRAINT "contact_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "contact_method" (
    "id" UUID NOT NULL,
    "contactId" UUID NOT NULL,
    "kind" "ContactMethodKind" NOT NULL,
    "value" TEXT NOT NULL,
    "display" TEXT NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "contact_method_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "engine" (
    "id" TEXT NOT NULL,
    "host" TEXT NOT NULL,
    "startedAt" TIMESTAMPTZ(3) NOT NULL,
    "beatAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "engine_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "incident" (
    "id" UUID NOT NULL,
    "number" SERIAL NOT NULL,
    "title" TEXT NOT NULL,
    "severity" "Severity" NOT NULL,
    "status" "IncidentStatus" NOT NULL DEFAULT 'triggered',
    "service" TEXT,
    "summary" TEXT,
    "runbook" TEXT,
    "declaredAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "declaredByKind" "ActorKind" NOT NULL,
    "declaredById" UUID,
    "declaredByName" TEXT NOT NULL,
    "acknowledgedAt" TIMESTAMPTZ(3),
    "acknowledgedById" UUID,
    "acknowledgedBy" TEXT,
    "resolvedAt" TIMESTAMPTZ(3),
    "rootCause" TEXT,
    "resolution" TEXT,
    "prevention" TEXT,
    "lastSeq" INTEGER NOT NULL DEFAULT 0,
    "lastHash" TEXT NOT NULL DEFAULT '',
    "idempotencyKey" TEXT,
    "requestHash" TEXT,

    CONSTRAINT "incident_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "severity_policy" (
    "severity" "Severity" NOT NULL,
    "label" TEXT NOT NULL,
    "definition" TEXT NOT NULL,
    "acknowledgeMinutes" INTEGER,
    "statusPageMinutes" INTEGER,
    "updateMinutes" INTEGER,
    "response" TEXT NOT NULL,
    "escalation" TEXT NOT NULL,
    "communication" TEXT NOT NULL,

    CONSTRAINT "severity_policy_pkey" PRIMARY KEY ("severity")
);

-- CreateTable
CREATE TABLE "run" (
    "id" UUID NOT NULL,
    "runbook" TEXT NOT NULL,
    "blockId" TEXT NOT NULL,
    "blockTitle" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "effect" "Effect" NOT NULL,
    "target" TEXT NOT NULL,
    "environment" TEXT NOT NULL,
    "contentHash" TEXT NOT NULL,
    "block" JSONB NOT NULL,
    "inputs" JSONB NOT NULL,
    "incidentId" UUID,
    "requestedByKind" "ActorKind" NOT NULL,
    "requestedById" UUID,
    "requestedByName" TEXT NOT NULL,
    "idempotencyKey" TEXT,
    "requestHash" TEXT,
    "state" "RunState" NOT NULL DEFAULT 'queued',
    "verdict" "Verdict",
    "reason" TEXT,
    "data" JSONB,
    "exports" JSONB,
    "outputHead" TEXT NOT NULL DEFAULT '',
    "outputTail" TEXT NOT NULL DEFAULT '',
    "outputStreams" JSONB NOT NULL DEFAULT '[]',
    "outputBytes" BIGINT NOT NULL DEFAULT 0,
    "outputSha256" TEXT,
    "truncated" BOOLEAN NOT NULL DEFAULT false,
    "followsRunId" UUID,
    "follows" TEXT,
    "engineId" TEXT,
    "cancelRequestedAt" TIMESTAMPTZ(3),
    "cancelledByName" TEXT,
    "queuedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "startedAt" TIMESTAMPTZ(3),
    "endedAt" TIMESTAMPTZ(3),
    "sealedSecrets" BYTEA,

    CONSTRAINT "run_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session" (
    "id" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "revokedAt" TIMESTAMPTZ(3),
    "lastSeenAt" TIMESTAMPTZ(3),
    "userAgent" TEXT,
    "address" TEXT,

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sign_in_link" (
    "tokenHash" TEXT NOT NULL,
    "purpose" "SignInLinkPurpose" NOT NULL,
    "userId" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "usedAt" TIMESTAMPTZ(3),

    CONSTRAINT "sign_in_link_pkey" PRIMARY KEY ("tokenHash")
);

-- CreateTable
CREATE TABLE "sign_in_failure" (
    "id" BIGSERIAL NOT NULL,
    "key" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "sign_in_failure_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "template" (
    "id" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "template_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "timeline_event" (
    "incidentId" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "type" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actorKind" "ActorKind" NOT NULL,
    "actorId" UUID,
    "actorName" TEXT NOT NULL,
    "data" JSONB NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "timeline_event_pkey" PRIMARY KEY ("incidentId","seq")
);

-- CreateTable
CREATE TABLE "user" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "passwordHash" TEXT,
    "roles" "Role"[],
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "disabledAt" TIMESTAMPTZ(3),

    CONSTRAINT "user_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "oidc_identity" (
    "issuer" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "userId" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "oidc_identity_pkey" PRIMARY KEY ("issuer","subject")
);

-- CreateIndex
CREATE UNIQUE INDEX "api_key_secretHash_key" ON "api_key"("secretHash");

-- CreateIndex
CREATE INDEX "approval_incidentId_idx" ON "approval"("incidentId");

-- CreateIndex
CREATE INDEX "audit_entry_subjectType_subjectId_idx" ON "audit_entry"("subjectType", "subjectId");

-- CreateIndex
CREATE UNIQUE INDEX "contact_role_key" ON "contact"("role");

-- CreateIndex
CREATE INDEX "contact_method_contactId_idx" ON "contact_method"("contactId");

-- CreateIndex
CREATE UNIQUE INDEX "incident_number_key" ON "incident"("number");

-- CreateIndex
CREATE INDEX "incident_status_number_idx" ON "incident"("status", "number" DESC);

-- CreateIndex
CREATE INDEX "incident_severity_number_idx" ON "incident"("severity", "number" DESC);

-- CreateIndex
CREATE INDEX "incident_service_number_idx" ON "incident"("service", "number" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "incident_declaredById_idempotencyKey_key" ON "incident"("declaredById", "idempotencyKey");

-- CreateIndex
CREATE INDEX "run_runbook_blockId_queuedAt_idx" ON "run"("runbook", "blockId", "queuedAt" DESC);

-- CreateIndex
CREATE INDEX "run_incidentId_queuedAt_idx" ON "run"("incidentId", "queuedAt");

-- CreateIndex
CREATE INDEX "run_state_idx" ON "run"("state");

-- CreateIndex
CREATE UNIQUE INDEX "run_requestedById_idempotencyKey_key" ON "run"("requestedById", "idempotencyKey");

-- CreateIndex
CREATE INDEX "session_userId_idx" ON "session"("userId");

-- CreateIndex
CREATE INDEX "sign_in_failure_key_at_idx" ON "sign_in_failure"("key", "at");

-- CreateIndex
CREATE UNIQUE INDEX "user_email_key" ON "user"("email");

-- AddForeignKey
ALTER TABLE "api_key" ADD CONSTRAINT "api_key_createdById_fkey" FOREIGN KEY ("createdById") REFERENCES "user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "approval" ADD CONSTRAINT "approval_incidentId_fkey" FOREIGN KEY ("incidentId") REFERENCES "incident"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "contact_method" ADD CONSTRAINT "contact_method_contactId_fkey" FOREIGN KEY ("contactId") REFERENCES "contact"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "run" ADD CONSTRAINT "run_incidentId_fkey" FOREIGN KEY ("incidentId") REFERENCES "incident"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "run" ADD CONSTRAINT "run_followsRunId_fkey" FOREIGN KEY ("followsRunId") REFERENCES "run"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_userId_fkey" FOREIGN KEY ("userId") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sign_in_link" ADD CONSTRAINT "sign_in_link_userId_fkey" FOREIGN KEY ("userId") REFERENCES "user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "timeline_event" ADD CONSTRAINT "timeline_event_incidentId_fkey" FOREIGN KEY ("incidentId") REFERENCES "incident"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "oidc_identity" ADD CONSTRAINT "oidc_identity_userId_fkey" FOREIGN KEY ("userId") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;



-- What must hold, whoever writes ------------------------------------------------------------------

ALTER TABLE "user"
  ADD CONSTRAINT user_email_lower CHECK (email = lower(email) AND length(email) BETWEEN 3 AND 254),
  ADD CONSTRAINT user_name_length CHECK (length(name) BETWEEN 1 AND 120);

ALTER TABLE session
  ADD CONSTRAINT session_ends_after_start CHECK ("expiresAt" > "createdAt");

ALTER TABLE sign_in_link
  ADD CONSTRAINT sign_in_link_invite_has_user CHECK (purpose <> 'invite' OR "userId" IS NOT NULL);

ALTER TABLE api_key
  ADD CONSTRAINT api_key_has_roles CHECK (cardinality(roles) > 0),
  ADD CONSTRAINT api_key_ends_after_start CHECK ("expiresAt" IS NULL OR "expiresAt" > "createdAt");

ALTER TABLE incident
  ADD CONSTRAINT incident_title_length CHECK (length(title) BETWEEN 1 AND 200),
  ADD CONSTRAINT incident_last_seq CHECK ("lastSeq" >= 0),
  ADD CONSTRAINT incident_resolved_at CHECK ((status IN ('resolved', 'closed')) = ("resolvedAt" IS NOT NULL)),
  ADD CONSTRAINT incident_acknowledged_by CHECK (("acknowledgedAt" IS NULL) = ("acknowledgedBy" IS NULL));

ALTER TABLE timeline_event
  ADD CONSTRAINT timeline_event_seq CHECK (seq > 0);

ALTER TABLE run
  ADD CONSTRAINT run_started CHECK (state NOT IN ('running', 'passed', 'failed') OR "startedAt" IS NOT NULL),
  ADD CONSTRAINT run_ended CHECK ((state IN ('queued', 'running')) = ("endedAt" IS NULL)),
  ADD CONSTRAINT run_verdict CHECK ((state = 'passed') = (verdict IS NOT DISTINCT FROM 'ok' OR verdict IS NOT DISTINCT FROM 'warn')),
  ADD CONSTRAINT run_failed CHECK ((state = 'failed') = (verdict IS NOT DISTINCT FROM 'fail')),
  ADD CONSTRAINT run_secrets_leave CHECK (state = 'queued' OR "sealedSecrets" IS NULL);

ALTER TABLE approval
  ADD CONSTRAINT approval_by_another CHECK ("decidedById" IS NULL OR state = 'rejected' OR "decidedById" <> "requestedById"),
  ADD CONSTRAINT approval_decided CHECK ((state = 'pending') = ("decidedAt" IS NULL));

-- Search in lists -----------------------------------------------------------------------------------

CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE INDEX incident_title_trgm ON incident USING gin ((title || ' ' || coalesce(summary, '')) gin_trgm_ops);

-- Append-only: nobody, the owner included, changes or removes a row ------------------------------------

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE TRIGGER timeline_event_append_only BEFORE UPDATE OR DELETE ON timeline_event FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER timeline_event_no_truncate BEFORE TRUNCATE ON timeline_event FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_entry_append_only BEFORE UPDATE OR DELETE ON audit_entry FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_entry_no_truncate BEFORE TRUNCATE ON audit_entry FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- A run ends once -------------------------------------------------------------------------------------

CREATE FUNCTION run_ends_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD."endedAt" IS NOT NULL AND (NEW.state <> OLD.state OR NEW.verdict IS DISTINCT FROM OLD.verdict
     OR NEW."outputSha256" IS DISTINCT FROM OLD."outputSha256") THEN
    RAISE EXCEPTION 'run % has ended as %', OLD.id, OLD.state USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER run_ends_once BEFORE UPDATE ON run FOR EACH ROW EXECUTE FUNCTION run_ends_once();

-- The two chains ----------------------------------------------------------------------------------------

CREATE FUNCTION chain_hash(VARIADIC parts text[]) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT encode(sha256(convert_to(array_to_string(parts, E'\x1f', ''), 'UTF8')), 'hex')
$$;

CREATE FUNCTION chain_instant(at timestamptz) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
$$;

-- Numbers the event under the incident's row lock, so that numbers have no gap and order is the same for everyone.
CREATE FUNCTION append_timeline_event(incident_id uuid, type text, kind "ActorKind", actor_id uuid, actor_name text, data jsonb)
RETURNS TABLE (seq int, at timestamptz) LANGUAGE plpgsql AS $$
DECLARE
  v_seq int; v_prev text; v_number int; v_hash text; v_at timestamptz := date_trunc('milliseconds', clock_timestamp());
BEGIN
  SELECT i."lastSeq" + 1, i."lastHash", i.number INTO v_seq, v_prev, v_number FROM incident i WHERE i.id = incident_id FOR NO KEY UPDATE;
  IF NOT FOUND THEN RAISE EXCEPTION 'no incident %', incident_id USING ERRCODE = 'foreign_key_violation'; END IF;
  v_hash := chain_hash(v_prev, incident_id::text, v_seq::text, type, chain_instant(v_at), kind::text, actor_id::text, actor_name, data::text);
  INSERT INTO timeline_event ("incidentId", seq, type, at, "actorKind", "actorId", "actorName", data, hash)
    VALUES (incident_id, v_seq, type, v_at, kind, actor_id, actor_name, data, v_hash);
  UPDATE incident SET "lastSeq" = v_seq, "lastHash" = v_hash WHERE id = incident_id;
  PERFORM pg_notify('sitrep', json_build_object('topic', 'timeline', 'incident', v_number, 'seq', v_seq)::text);
  RETURN QUERY SELECT v_seq, v_at;
END $$;

-- Called last in a transaction: its lock is held until the commit, which keeps the chain in commit order.
CREATE FUNCTION append_audit_entry(action text, subject_type text, subject_id text, kind "ActorKind", actor_id uuid, actor_name text, data jsonb)
RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  v_seq bigint; v_prev text; v_hash text; v_at timestamptz;
BEGIN
  PERFORM pg_advisory_xact_lock(7270736901);
  v_at := date_trunc('milliseconds', clock_timestamp());
  SELECT e.seq, e.hash INTO v_seq, v_prev FROM audit_entry e ORDER BY e.seq DESC LIMIT 1;
  v_seq := coalesce(v_seq, 0) + 1;
  v_hash := chain_hash(v_prev, v_seq::text, chain_instant(v_at), action, subject_type, subject_id, kind::text, actor_id::text, actor_name, data::text);
  INSERT INTO audit_entry (seq, at, action, "subjectType", "subjectId", "actorKind", "actorId", "actorName", data, hash)
    VALUES (v_seq, v_at, action, subject_type, subject_id, kind, actor_id, actor_name, data, v_hash);
  RETURN v_seq;
END $$;
