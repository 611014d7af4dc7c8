-- Who wrote last, why an update came back, and what an Idempotency-Key was used for.
ALTER TABLE "incident_update"
  ADD COLUMN "changedById" UUID,
  ADD COLUMN "changedByName" TEXT NOT NULL DEFAULT '',
  ADD COLUMN "changedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  ADD COLUMN "returnReason" TEXT,
  ADD COLUMN "returnedByName" TEXT,
  ADD COLUMN "scheduledByName" TEXT,
  ADD COLUMN "requestHash" TEXT;

ALTER TABLE incident_update
  ADD CONSTRAINT incident_update_approved CHECK (("approvedAt" IS NULL) = ("approvedByName" IS NULL)),
  ADD CONSTRAINT incident_update_other_approves CHECK ("approvedById" IS NULL OR ("approvedById" IS DISTINCT FROM "createdById" AND "approvedById" IS DISTINCT FROM "changedById"));

ALTER TABLE template
  ADD CONSTRAINT template_size CHECK (length(subject) BETWEEN 1 AND 300 AND length(body) BETWEEN 1 AND 50000 AND length(name) BETWEEN 1 AND 100);

-- A promise is made once by a message; what keeps it makes the next.
CREATE UNIQUE INDEX update_promise_once ON update_promise ("updateId", audience);
CREATE INDEX update_promise_open ON update_promise ("dueAt") WHERE state = 'open';

-- The shipped templates that nobody could change yet come anew with the next start.
DELETE FROM template WHERE id IN ('incident-notification', 'incident-resolution') AND version = 1;
