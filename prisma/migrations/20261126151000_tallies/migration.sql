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
    "declaredAt" TIMESTAMPTZ(3) NOT NULL,
    "severity" "Severity" NOT NULL,
    "service" TEXT NOT NULL,
    "restricted" BOOLEAN NOT NULL,
    "runs" INTEGER NOT NULL,
    "failed" INTEGER NOT NULL,
    "found" INTEGER NOT NULL,
    "first" BOOLEAN NOT NULL,
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
CREATE INDEX "runbook_tally_declaredAt_idx" ON "runbook_tally" ("declaredAt");

ALTER TABLE "incident_tally" ADD CONSTRAINT "incident_tally_id_fkey"
  FOREIGN KEY ("id") REFERENCES "incident" ("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "runbook_tally" ADD CONSTRAINT "runbook_tally_incidentId_fkey"
  FOREIGN KEY ("incidentId") REFERENCES "incident" ("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE incident_tally ADD CONSTRAINT incident_tally_counts CHECK ("acknowledgeSeconds" >= 0 AND "resolveSeconds" >= 0
  AND "promisesKept" >= 0 AND "promisesBroken" >= 0 AND ("cause" IS NULL) = ("causeKey" IS NULL));
ALTER TABLE runbook_tally ADD CONSTRAINT runbook_tally_counts CHECK (runs > 0 AND failed BETWEEN 0 AND runs AND found BETWEEN 0 AND runs AND ("first" OR NOT cured));
-- One row of each runbook counts for the incident.
CREATE UNIQUE INDEX runbook_tally_first ON runbook_tally ("incidentId", runbook) WHERE "first";

-- The tallies of these incidents as their rows have them now. One that was cancelled or is a duplicate has none. Times in whole seconds; what
-- began "later" took none. A cause is told in its first sentence, and compared without what differs from case to case.
CREATE FUNCTION incident_tallies(ids uuid[]) RETURNS SETOF incident_tally LANGUAGE sql STABLE AS $$
  SELECT i.id, i.number, i."declaredAt", i.severity, coalesce(i.service, ''), i.restricted,
    CASE WHEN i."acknowledgedAt" IS NOT NULL THEN greatest(0, extract(epoch FROM i."acknowledgedAt" - i."declaredAt")::int) END,
    CASE WHEN i."resolvedAt" IS NOT NULL THEN greatest(0, extract(epoch FROM i."resolvedAt" - i."startedAt")::int) END,
    ARRAY(SELECT e.data->>'clock' FROM timeline_event e WHERE e."incidentId" = i.id AND e.type = 'clock_overdue' ORDER BY e.seq),
    promised.kept, promised.broken, left(i."rootCause", 200),
    regexp_replace(lower(btrim(left(i."rootCause", 200), E' .\n\t')), '[0-9]+', '#', 'g')
  FROM incident i CROSS JOIN LATERAL (
    SELECT (count(*) FILTER (WHERE p."overdueAt" IS NULL AND p.state = 'kept'))::int AS kept,
      (count(*) FILTER (WHERE p."overdueAt" IS NOT NULL))::int AS broken
    FROM update_promise p WHERE p."incidentId" = i.id) promised
  WHERE i."mergedIntoId" IS NULL AND i.status <> 'cancelled' AND i.id = ANY(ids)
$$;

-- What the blocks of runbooks did in these incidents, as the runs have it now. A runbook cured where a change of it was followed by a check
-- that was ok; that, and that it was used at all, stands in its first row.
CREATE FUNCTION runbook_tallies(ids uuid[]) RETURNS SETOF runbook_tally LANGUAGE sql STABLE AS $$
  SELECT used.id, used.runbook, used.block, used.title, used."declaredAt", used.severity, used.service, used.restricted, used.runs, used.failed,
    used.found, used.place = 1, used.place = 1 AND used.cured, used."lastAt"
  FROM (
    SELECT i.id, r.runbook, r."blockId" AS block, max(r."blockTitle") AS title, i."declaredAt", i.severity, coalesce(i.service, '') AS service,
      i.restricted, count(*)::int AS runs, (count(*) FILTER (WHERE r.state IN ('errored', 'timed_out', 'interrupted')))::int AS failed,
      (count(*) FILTER (WHERE r.effect = 'read' AND r.verdict IN ('warn', 'fail')))::int AS found,
      row_number() OVER (PARTITION BY i.id, r.runbook ORDER BY r."blockId") AS place,
      bool_or(bool_or(r.effect <> 'read' AND r.state = 'passed' AND EXISTS (
        SELECT FROM run f WHERE f."incidentId" = i.id AND f."followsRunId" = r.id AND f.verdict = 'ok'))) OVER (PARTITION BY i.id, r.runbook) AS cured,
      max(r."queuedAt") AS "lastAt"
    FROM incident i JOIN run r ON r."incidentId" = i.id
    WHERE i."mergedIntoId" IS NULL AND i.status <> 'cancelled' AND i.id = ANY(ids) GROUP BY i.id, r.runbook, r."blockId") used
$$;

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

-- What is there already is counted here: nobody waits for it later.
INSERT INTO incident_tally (id, number, "declaredAt", severity, service, restricted, "acknowledgeSeconds", "resolveSeconds", "clocksMissed",
  "promisesKept", "promisesBroken", cause, "causeKey") SELECT * FROM incident_tallies(ARRAY(SELECT id FROM incident));
INSERT INTO runbook_tally ("incidentId", runbook, block, title, "declaredAt", severity, service, restricted, runs, failed, found, "first", cured, "lastAt")
  SELECT * FROM runbook_tallies(ARRAY(SELECT id FROM incident));
ANALYZE incident_tally, runbook_tally;
