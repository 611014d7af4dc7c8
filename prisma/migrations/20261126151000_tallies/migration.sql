-- What analytics counts of an incident, in a row that is small: an incident of its own, and each runbook's block that was run in it.
CREATE TABLE "incident_tally" (
    "id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "declaredAt" TIMESTAMPTZ(3) NOT NULL,
    "severity" "Severity" NOT NULL,
    "service" TEXT NOT NULL,
    "restricted" BOOLEAN NOT NULL,
    "acknowledgeSeconds" INTEGER,
    "resolveSeconds" INTEGER,
    "clocksMissed" TEXT[] NOT NULL,
    "promisesKept" INTEGER NOT NULL,
    "promisesBroken" INTEGER NOT NULL,
    "cause" TEXT,
    "causeKey" TEXT,

    CONSTRAINT "incident_tally_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "runbook_tally" (
    "incidentId" UUID NOT NULL,
    "runbook" TEXT NOT NULL,
    "block" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "runs" INTEGER NOT NULL,
    "failed" INTEGER NOT NULL,
    "found" INTEGER NOT NULL,
    "cured" BOOLEAN NOT NULL,
    "lastAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "runbook_tally_pkey" PRIMARY KEY ("incidentId", "runbook", "block")
);

-- Which incidents have to be counted again. One that changed twice stands here twice: what is appended waits for nobody and deadlocks with nobody.
CREATE TABLE "tally_due" (
    "id" BIGSERIAL NOT NULL,
    "incidentId" UUID NOT NULL,

    CONSTRAINT "tally_due_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "incident_tally_declaredAt_idx" ON "incident_tally" ("declaredAt");

ALTER TABLE "incident_tally" ADD CONSTRAINT "incident_tally_id_fkey"
  FOREIGN KEY ("id") REFERENCES "incident" ("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "runbook_tally" ADD CONSTRAINT "runbook_tally_incidentId_fkey"
  FOREIGN KEY ("incidentId") REFERENCES "incident" ("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE incident_tally ADD CONSTRAINT incident_tally_counts CHECK ("acknowledgeSeconds" >= 0 AND "resolveSeconds" >= 0
  AND "promisesKept" >= 0 AND "promisesBroken" >= 0 AND ("cause" IS NULL) = ("causeKey" IS NULL));
ALTER TABLE runbook_tally ADD CONSTRAINT runbook_tally_counts CHECK (runs > 0 AND failed BETWEEN 0 AND runs AND found BETWEEN 0 AND runs);

-- Whoever writes what is counted marks its incident in the same transaction, also where a later verb knows nothing of tallies.
CREATE FUNCTION incident_tally_is_due() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO tally_due ("incidentId") VALUES (NEW.id);
  RETURN NULL;
END $$;
CREATE FUNCTION tally_is_due() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO tally_due ("incidentId") VALUES (NEW."incidentId");
  RETURN NULL;
END $$;

CREATE TRIGGER tally_due_declared AFTER INSERT ON incident FOR EACH ROW EXECUTE FUNCTION incident_tally_is_due();
CREATE TRIGGER tally_due_changed AFTER UPDATE OF severity, status, service, restricted, "startedAt", "declaredAt", "acknowledgedAt", "resolvedAt",
  "rootCause", "mergedIntoId" ON incident FOR EACH ROW EXECUTE FUNCTION incident_tally_is_due();
CREATE TRIGGER tally_due_overdue AFTER INSERT ON timeline_event FOR EACH ROW WHEN (NEW.type = 'clock_overdue') EXECUTE FUNCTION tally_is_due();
CREATE TRIGGER tally_due_promised AFTER INSERT OR UPDATE OF state, "overdueAt" ON update_promise FOR EACH ROW EXECUTE FUNCTION tally_is_due();
CREATE TRIGGER tally_due_run AFTER INSERT OR UPDATE OF state, verdict ON run FOR EACH ROW
  WHEN (NEW."incidentId" IS NOT NULL) EXECUTE FUNCTION tally_is_due();

INSERT INTO tally_due ("incidentId") SELECT id FROM incident ORDER BY number;
