-- CreateEnum
CREATE TYPE "ActionItemKind" AS ENUM ('prevent', 'detect', 'mitigate', 'runbook');

-- CreateEnum
CREATE TYPE "ActionItemState" AS ENUM ('open', 'done', 'verified');

-- CreateEnum
CREATE TYPE "ActionItemSource" AS ENUM ('review', 'resolution', 'runbook');

-- CreateEnum
CREATE TYPE "ReviewState" AS ENUM ('draft', 'in_review', 'published');

-- CreateEnum
CREATE TYPE "QuotedStream" AS ENUM ('output', 'stdout', 'stderr');

-- AlterTable
ALTER TABLE "delivery" ADD COLUMN     "calendar" TEXT;

-- CreateTable
CREATE TABLE "action_item" (
    "id" UUID NOT NULL,
    "number" SERIAL NOT NULL,
    "title" TEXT NOT NULL,
    "detail" TEXT NOT NULL DEFAULT '',
    "kind" "ActionItemKind" NOT NULL,
    "state" "ActionItemState" NOT NULL DEFAULT 'open',
    "source" "ActionItemSource" NOT NULL,
    "ownerId" UUID,
    "ownerName" TEXT,
    "severity" "Severity" NOT NULL,
    "dueAt" TIMESTAMPTZ(3),
    "reviewId" UUID,
    "incidentId" UUID,
    "runbook" TEXT,
    "blockId" TEXT,
    "verifyRunbook" TEXT,
    "verifyBlockId" TEXT,
    "verifyingRunId" UUID,
    "trackerUrl" TEXT,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "createdById" UUID,
    "createdByName" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "changedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "doneAt" TIMESTAMPTZ(3),
    "doneByName" TEXT,
    "verifiedAt" TIMESTAMPTZ(3),
    "verifiedByName" TEXT,
    "nudgedAt" TIMESTAMPTZ(3),
    "idempotencyKey" TEXT,
    "requestHash" TEXT,

    CONSTRAINT "action_item_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "review_policy" (
    "severity" "Severity" NOT NULL,
    "reviewDays" INTEGER,
    "leadRole" "IncidentRole" NOT NULL DEFAULT 'commander',
    "inviteRoles" "IncidentRole"[],
    "remindHours" INTEGER,
    "actionItemDays" INTEGER,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "review_policy_pkey" PRIMARY KEY ("severity")
);

-- CreateTable
CREATE TABLE "review" (
    "id" UUID NOT NULL,
    "incidentId" UUID NOT NULL,
    "state" "ReviewState" NOT NULL DEFAULT 'draft',
    "kind" "IncidentKind" NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "openedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "openedByName" TEXT NOT NULL,
    "leadId" UUID,
    "leadName" TEXT,
    "dueAt" TIMESTAMPTZ(3),
    "meetingAt" TIMESTAMPTZ(3),
    "meetingZone" TEXT,
    "meetingMinutes" INTEGER NOT NULL DEFAULT 60,
    "meetingPlace" TEXT,
    "icsUid" TEXT NOT NULL,
    "icsSequence" INTEGER NOT NULL DEFAULT 0,
    "remindAt" TIMESTAMPTZ(3),
    "remindedAt" TIMESTAMPTZ(3),
    "overdueToldAt" TIMESTAMPTZ(3),
    "draftedSeq" INTEGER NOT NULL DEFAULT 0,
    "draftedAt" TIMESTAMPTZ(3),
    "submittedById" UUID,
    "submittedByName" TEXT,
    "submittedAt" TIMESTAMPTZ(3),
    "approvedById" UUID,
    "approvedByName" TEXT,
    "approvedAt" TIMESTAMPTZ(3),
    "returnReason" TEXT,
    "returnedByName" TEXT,
    "publishedAt" TIMESTAMPTZ(3),
    "publishedByName" TEXT,
    "version" INTEGER NOT NULL DEFAULT 0,
    "importedFacts" JSONB,

    CONSTRAINT "review_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "review_attendee" (
    "reviewId" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "invitedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "review_attendee_pkey" PRIMARY KEY ("reviewId","email")
);

-- CreateTable
CREATE TABLE "review_section" (
    "reviewId" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "drafted" TEXT NOT NULL DEFAULT '',
    "body" TEXT,
    "draftedSeen" TEXT,
    "revision" INTEGER NOT NULL DEFAULT 0,
    "editedById" UUID,
    "editedByName" TEXT,
    "editedAt" TIMESTAMPTZ(3),

    CONSTRAINT "review_section_pkey" PRIMARY KEY ("reviewId","key")
);

-- CreateTable
CREATE TABLE "review_edit" (
    "reviewId" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    "body" TEXT,
    "editedById" UUID,
    "editedByName" TEXT NOT NULL,
    "editedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "review_edit_pkey" PRIMARY KEY ("reviewId","key","revision")
);

-- CreateTable
CREATE TABLE "review_version" (
    "reviewId" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "document" JSONB NOT NULL,
    "contentHash" TEXT NOT NULL,
    "approvedByName" TEXT NOT NULL,
    "publishedByName" TEXT NOT NULL,
    "publishedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "review_version_pkey" PRIMARY KEY ("reviewId","version")
);

-- CreateTable
CREATE TABLE "review_comment" (
    "id" UUID NOT NULL,
    "reviewId" UUID NOT NULL,
    "sectionKey" TEXT,
    "body" TEXT NOT NULL,
    "authorId" UUID,
    "authorName" TEXT NOT NULL,
    "writtenAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "settledAt" TIMESTAMPTZ(3),
    "settledByName" TEXT,

    CONSTRAINT "review_comment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "review_moment" (
    "id" UUID NOT NULL,
    "reviewId" UUID NOT NULL,
    "eventNumber" INTEGER,
    "eventSeq" INTEGER,
    "at" TIMESTAMPTZ(3),
    "description" TEXT NOT NULL DEFAULT '',
    "heading" TEXT NOT NULL DEFAULT '',
    "position" INTEGER NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "addedByName" TEXT NOT NULL,
    "addedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "changedByName" TEXT,

    CONSTRAINT "review_moment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "review_quote" (
    "id" UUID NOT NULL,
    "reviewId" UUID NOT NULL,
    "sectionKey" TEXT NOT NULL,
    "runId" UUID NOT NULL,
    "runTitle" TEXT NOT NULL,
    "stream" "QuotedStream" NOT NULL DEFAULT 'output',
    "fromLine" INTEGER NOT NULL,
    "toLine" INTEGER NOT NULL,
    "lines" TEXT NOT NULL,
    "linesSha256" TEXT NOT NULL,
    "outputSha256" TEXT,
    "note" TEXT NOT NULL DEFAULT '',
    "quotedByName" TEXT NOT NULL,
    "quotedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "review_quote_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "action_item_number_key" ON "action_item"("number");

-- CreateIndex
CREATE INDEX "action_item_state_dueAt_idx" ON "action_item"("state", "dueAt");

-- CreateIndex
CREATE INDEX "action_item_ownerId_state_idx" ON "action_item"("ownerId", "state");

-- CreateIndex
CREATE INDEX "action_item_reviewId_idx" ON "action_item"("reviewId");

-- CreateIndex
CREATE INDEX "action_item_incidentId_idx" ON "action_item"("incidentId");

-- CreateIndex
CREATE INDEX "action_item_runbook_blockId_idx" ON "action_item"("runbook", "blockId");

-- CreateIndex
CREATE UNIQUE INDEX "action_item_createdById_idempotencyKey_key" ON "action_item"("createdById", "idempotencyKey");

-- CreateIndex
CREATE UNIQUE INDEX "review_incidentId_key" ON "review"("incidentId");

-- CreateIndex
CREATE UNIQUE INDEX "review_icsUid_key" ON "review"("icsUid");

-- CreateIndex
CREATE INDEX "review_state_dueAt_idx" ON "review"("state", "dueAt");

-- CreateIndex
CREATE INDEX "review_remindAt_idx" ON "review"("remindAt");

-- CreateIndex
CREATE INDEX "review_comment_reviewId_writtenAt_idx" ON "review_comment"("reviewId", "writtenAt");

-- CreateIndex
CREATE INDEX "review_moment_reviewId_position_idx" ON "review_moment"("reviewId", "position");

-- CreateIndex
CREATE UNIQUE INDEX "review_moment_reviewId_eventNumber_eventSeq_key" ON "review_moment"("reviewId", "eventNumber", "eventSeq");

-- CreateIndex
CREATE INDEX "review_quote_reviewId_quotedAt_idx" ON "review_quote"("reviewId", "quotedAt");

-- AddForeignKey
ALTER TABLE "action_item" ADD CONSTRAINT "action_item_reviewId_fkey" FOREIGN KEY ("reviewId") REFERENCES "review"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "action_item" ADD CONSTRAINT "action_item_incidentId_fkey" FOREIGN KEY ("incidentId") REFERENCES "incident"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "action_item" ADD CONSTRAINT "action_item_ownerId_fkey" FOREIGN KEY ("ownerId") REFERENCES "user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "action_item" ADD CONSTRAINT "action_item_verifyingRunId_fkey" FOREIGN KEY ("verifyingRunId") REFERENCES "run"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "review" ADD CONSTRAINT "review_incidentId_fkey" FOREIGN KEY ("incidentId") REFERENCES "incident"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "review_attendee" ADD CONSTRAINT "review_attendee_reviewId_fkey" FOREIGN KEY ("reviewId") REFERENCES "review"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "review_section" ADD CONSTRAINT "review_section_reviewId_fkey" FOREIGN KEY ("reviewId") REFERENCES "review"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "review_edit" ADD CONSTRAINT "review_edit_reviewId_fkey" FOREIGN KEY ("reviewId") REFERENCES "review"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "review_version" ADD CONSTRAINT "review_version_reviewId_fkey" FOREIGN KEY ("reviewId") REFERENCES "review"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "review_comment" ADD CONSTRAINT "review_comment_reviewId_fkey" FOREIGN KEY ("reviewId") REFERENCES "review"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "review_moment" ADD CONSTRAINT "review_moment_reviewId_fkey" FOREIGN KEY ("reviewId") REFERENCES "review"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "review_quote" ADD CONSTRAINT "review_quote_reviewId_fkey" FOREIGN KEY ("reviewId") REFERENCES "review"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Search in lists ----------------------------------------------------------------------------------------

CREATE INDEX review_section_trgm ON review_section USING gin ((coalesce(body, drafted)) gin_trgm_ops);

-- What must hold, whoever writes ------------------------------------------------------------------------

ALTER TABLE review_policy
  ADD CONSTRAINT review_policy_days CHECK (coalesce("reviewDays", 1) BETWEEN 1 AND 365 AND coalesce("actionItemDays", 1) BETWEEN 1 AND 730),
  ADD CONSTRAINT review_policy_remind CHECK (coalesce("remindHours", 1) BETWEEN 1 AND 168);

INSERT INTO review_policy (severity, "reviewDays", "leadRole", "inviteRoles", "remindHours", "actionItemDays") VALUES
  ('P0', 5, 'commander', '{commander,communications_lead,scribe,responder}', 24, 14),
  ('P1', 7, 'commander', '{commander,communications_lead,scribe,responder}', 24, 30),
  ('P2', NULL, 'commander', '{commander,responder}', 24, 60),
  ('P3', NULL, 'commander', '{commander,responder}', 24, 90);

ALTER TABLE review
  ADD CONSTRAINT review_counts CHECK (revision >= 1 AND version >= 0 AND "icsSequence" >= 0 AND "draftedSeq" >= 0),
  ADD CONSTRAINT review_lead CHECK ("leadId" IS NULL OR "leadName" IS NOT NULL),
  ADD CONSTRAINT review_meeting CHECK (("meetingAt" IS NULL) = ("meetingZone" IS NULL) AND "meetingMinutes" BETWEEN 5 AND 480),
  ADD CONSTRAINT review_place CHECK (length("meetingPlace") <= 2000 AND "meetingPlace" !~ '[\x01-\x1f\x7f]'),
  ADD CONSTRAINT review_remind CHECK ("remindAt" IS NULL OR "meetingAt" IS NOT NULL),
  ADD CONSTRAINT review_submitted CHECK (("submittedAt" IS NULL) = ("submittedByName" IS NULL) AND (state = 'draft') = ("submittedAt" IS NULL)),
  ADD CONSTRAINT review_approved CHECK (("approvedAt" IS NULL) = ("approvedByName" IS NULL) AND (state <> 'draft' OR "approvedAt" IS NULL)),
  ADD CONSTRAINT review_other_approves CHECK ("approvedById" IS NULL OR "approvedById" IS DISTINCT FROM "submittedById"),
  ADD CONSTRAINT review_was_published CHECK ((version = 0) = ("publishedAt" IS NULL) AND ("publishedAt" IS NULL) = ("publishedByName" IS NULL)),
  ADD CONSTRAINT review_published CHECK (state <> 'published' OR (version >= 1 AND "approvedAt" IS NOT NULL)),
  ADD CONSTRAINT review_returned CHECK (("returnReason" IS NULL) = ("returnedByName" IS NULL));
CREATE INDEX review_to_remind ON review ("remindAt") WHERE "remindAt" IS NOT NULL AND "remindedAt" IS NULL;

ALTER TABLE review_attendee
  ADD CONSTRAINT review_attendee_address CHECK (email = lower(email) AND email ~ '^[^[:space:][:cntrl:]<>,;:"]+@[^[:space:][:cntrl:]<>,;:"@]+$' AND length(email) <= 254),
  ADD CONSTRAINT review_attendee_name CHECK (length(name) BETWEEN 1 AND 200 AND name !~ '[[:cntrl:]]');

ALTER TABLE review_section
  ADD CONSTRAINT review_section_key CHECK (key ~ '^[a-z][a-z_]{0,39}$'),
  ADD CONSTRAINT review_section_size CHECK (length(drafted) <= 200000 AND coalesce(length(body), 0) <= 50000),
  ADD CONSTRAINT review_section_edited CHECK ((revision = 0) = ("editedAt" IS NULL) AND ("editedAt" IS NULL) = ("editedByName" IS NULL) AND (body IS NULL OR revision > 0));
ALTER TABLE review_edit
  ADD CONSTRAINT review_edit_size CHECK (revision >= 1 AND coalesce(length(body), 0) <= 50000);
ALTER TABLE review_version
  ADD CONSTRAINT review_version_hash CHECK (version >= 1 AND "contentHash" ~ '^[0-9a-f]{64}$');
ALTER TABLE review_comment
  ADD CONSTRAINT review_comment_body CHECK (length(body) BETWEEN 1 AND 10000),
  ADD CONSTRAINT review_comment_settled CHECK (("settledAt" IS NULL) = ("settledByName" IS NULL));
ALTER TABLE review_moment
  ADD CONSTRAINT review_moment_of CHECK (("eventSeq" IS NULL) = ("eventNumber" IS NULL) AND ("eventSeq" IS NULL) = (at IS NOT NULL)),
  ADD CONSTRAINT review_moment_said CHECK (length(description) <= 4000 AND length(heading) <= 200 AND ("eventSeq" IS NOT NULL OR length(description) > 0));
ALTER TABLE review_quote
  ADD CONSTRAINT review_quote_range CHECK ("fromLine" >= 1 AND "toLine" BETWEEN "fromLine" AND "fromLine" + 499 AND length(lines) <= 100000),
  ADD CONSTRAINT review_quote_hash CHECK ("linesSha256" ~ '^[0-9a-f]{64}$' AND "outputSha256" ~ '^[0-9a-f]{64}$' AND length(note) <= 2000);

ALTER TABLE action_item
  ADD CONSTRAINT action_item_title CHECK (length(title) BETWEEN 1 AND 300 AND length(detail) <= 10000),
  ADD CONSTRAINT action_item_owner CHECK ("ownerId" IS NULL OR "ownerName" IS NOT NULL),
  ADD CONSTRAINT action_item_from CHECK (CASE source
    WHEN 'review' THEN "reviewId" IS NOT NULL AND "incidentId" IS NOT NULL
    WHEN 'resolution' THEN "incidentId" IS NOT NULL
    WHEN 'runbook' THEN runbook IS NOT NULL END),
  ADD CONSTRAINT action_item_block CHECK ("blockId" IS NULL OR runbook IS NOT NULL),
  ADD CONSTRAINT action_item_verify CHECK (("verifyRunbook" IS NULL) = ("verifyBlockId" IS NULL)),
  ADD CONSTRAINT action_item_done CHECK ((state = 'open') = ("doneAt" IS NULL) AND ("doneAt" IS NULL) = ("doneByName" IS NULL)),
  ADD CONSTRAINT action_item_verified CHECK ((state = 'verified') = ("verifiedAt" IS NOT NULL) AND ("verifiedAt" IS NULL) = ("verifiedByName" IS NULL)),
  ADD CONSTRAINT action_item_proof CHECK (state <> 'verified' OR "verifyBlockId" IS NULL OR "verifyingRunId" IS NOT NULL),
  ADD CONSTRAINT action_item_tracker CHECK ("trackerUrl" ~ '^https?://' AND length("trackerUrl") <= 2000);
-- The same advice is taken once: a line of a resolution for good, a runbook's while it is open.
CREATE UNIQUE INDEX action_item_of_resolution ON action_item ("incidentId", md5(title)) WHERE source = 'resolution';
CREATE UNIQUE INDEX action_item_of_runbook ON action_item (runbook, coalesce("blockId", '')) WHERE source = 'runbook' AND state = 'open';
CREATE INDEX action_item_late ON action_item ("dueAt") WHERE state = 'open';

ALTER TABLE delivery
  ADD CONSTRAINT delivery_calendar CHECK (calendar IS NULL OR (kind = 'email' AND length(calendar) <= 100000));

CREATE TRIGGER review_edit_append_only BEFORE UPDATE OR DELETE ON review_edit FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER review_edit_no_truncate BEFORE TRUNCATE ON review_edit FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER review_version_append_only BEFORE UPDATE OR DELETE ON review_version FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER review_version_no_truncate BEFORE TRUNCATE ON review_version FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- What is published does not change; it is taken up again as a draft first.
CREATE FUNCTION published_review_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM review WHERE id = OLD."reviewId" AND state = 'published') THEN
    RAISE EXCEPTION 'review % is published and does not change', OLD."reviewId" USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN coalesce(NEW, OLD);
END $$;
CREATE TRIGGER published_sections_stay BEFORE UPDATE OR DELETE ON review_section FOR EACH ROW EXECUTE FUNCTION published_review_stays();
CREATE TRIGGER published_moments_stay BEFORE UPDATE OR DELETE ON review_moment FOR EACH ROW EXECUTE FUNCTION published_review_stays();
CREATE TRIGGER published_quotes_stay BEFORE UPDATE OR DELETE ON review_quote FOR EACH ROW EXECUTE FUNCTION published_review_stays();
