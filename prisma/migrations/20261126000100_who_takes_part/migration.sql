-- CreateIndex
CREATE INDEX "incident_mergedIntoId_idx" ON "incident"("mergedIntoId");

-- CreateIndex
CREATE INDEX "incident_tags_idx" ON "incident" USING GIN ("tags");

-- Whoever acts in an incident that all may see takes part in it. To a restricted one people are added by name alone.
CREATE FUNCTION who_acts_takes_part() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO participant ("incidentId", "actorId", "actorKind", name, "addedByName", "addedAt")
    SELECT e."incidentId", e."actorId", min(e."actorKind"), min(e."actorName"), min(e."actorName"), min(e.at)
      FROM written e JOIN incident i ON i.id = e."incidentId"
     WHERE e."actorId" IS NOT NULL AND NOT i.restricted GROUP BY e."incidentId", e."actorId"
    ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
CREATE TRIGGER who_acts_takes_part AFTER INSERT ON timeline_event REFERENCING NEW TABLE AS written
  FOR EACH STATEMENT EXECUTE FUNCTION who_acts_takes_part();

-- Who acted before this was kept.
INSERT INTO participant ("incidentId", "actorId", "actorKind", name, "addedByName", "addedAt")
  SELECT e."incidentId", e."actorId", min(e."actorKind"), min(e."actorName"), min(e."actorName"), min(e.at)
    FROM timeline_event e JOIN incident i ON i.id = e."incidentId"
   WHERE e."actorId" IS NOT NULL AND NOT i.restricted GROUP BY e."incidentId", e."actorId"
  ON CONFLICT DO NOTHING;
