-- AlterTable
ALTER TABLE "channel" ADD COLUMN     "keyChangedAt" TIMESTAMPTZ(3),
ADD COLUMN     "sealedFormerKey" BYTEA,
ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1;

-- AlterTable
ALTER TABLE "contact" ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1;

-- AlterTable
ALTER TABLE "delivery" ADD COLUMN     "retriedAt" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "escalation_level" ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1;

-- AlterTable
ALTER TABLE "stakeholder_link" ADD COLUMN     "ofRestricted" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "team_link" (
    "id" UUID NOT NULL,
    "label" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "position" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "team_link_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "team_link_label_key" ON "team_link"("label");

-- What must hold, whoever writes ------------------------------------------------------------------------

ALTER TABLE channel
  ADD CONSTRAINT channel_recipients CHECK ((kind = 'email' AND cardinality(recipients) BETWEEN 1 AND 20) OR (kind <> 'email' AND cardinality(recipients) = 0)),
  ADD CONSTRAINT channel_key CHECK ((kind = 'webhook') = ("sealedKey" IS NOT NULL)),
  ADD CONSTRAINT channel_audiences CHECK (cardinality(audiences) >= 1);
ALTER TABLE delivery
  ADD CONSTRAINT delivery_leased CHECK ((state = 'sending') = ("leaseUntil" IS NOT NULL)),
  ADD CONSTRAINT delivery_waits CHECK (state <> 'queued' OR "nextAttemptAt" IS NOT NULL);
ALTER TABLE escalation_level
  ADD CONSTRAINT escalation_level_after CHECK ("afterMinutes" IS NULL OR "afterMinutes" BETWEEN 1 AND 1440),
  ADD CONSTRAINT escalation_level_name_size CHECK (length(name) BETWEEN 1 AND 100);
ALTER TABLE contact_method
  ADD CONSTRAINT contact_method_phone CHECK (kind <> 'phone' OR value ~ '^\+[1-9][0-9]{6,14}$');
ALTER TABLE team_link
  ADD CONSTRAINT team_link_url CHECK (url ~ '^https?://' AND length(url) <= 2000),
  ADD CONSTRAINT team_link_label_size CHECK (length(label) BETWEEN 1 AND 100);
