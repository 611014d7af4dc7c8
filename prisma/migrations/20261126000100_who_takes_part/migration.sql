-- CreateIndex
CREATE INDEX "incident_mergedIntoId_idx" ON "incident"("mergedIntoId");

-- CreateIndex
CREATE INDEX "incident_tags_idx" ON "incident" USING GIN ("tags");

-- Whoever acts in an incident that all may see takes part in it. To a restricted one people are added by name alone.
CREATE OR REPLACE FUNCTION append_timeline_event(incident_id uuid, type text, kind "ActorKind", actor_id uuid, actor_name text, data jsonb)
RETURNS TABLE (seq int, at timestamptz) LANGUAGE plpgsql AS $$
DECLARE
  v_seq int; v_prev text; v_number int; v_restricted boolean; v_hash text; v_at timestamptz := date_trunc('milliseconds', clock_timestamp());
BEGIN
  SELECT i."lastSeq" + 1, i."lastHash", i.number, i.restricted INTO v_seq, v_prev, v_number, v_restricted
    FROM incident i WHERE i.id = incident_id FOR NO KEY UPDATE;
  IF NOT FOUND THEN RAISE EXCEPTION 'no incident %', incident_id USING ERRCODE = 'foreign_key_violation'; END IF;
  v_hash := chain_hash(v_prev, incident_id::text, v_seq::text, type, chain_instant(v_at), kind::text, actor_id::text, actor_name, data::text);
  INSERT INTO timeline_event ("incidentId", seq, type, at, "actorKind", "actorId", "actorName", data, hash)
    VALUES (incident_id, v_seq, type, v_at, kind, actor_id, actor_name, data, v_hash);
  IF actor_id IS NOT NULL AND NOT v_restricted THEN
    INSERT INTO participant ("incidentId", "actorId", "actorKind", name, "addedByName") VALUES (incident_id, actor_id, kind, actor_name, actor_name)
      ON CONFLICT DO NOTHING;
  END IF;
  UPDATE incident SET "lastSeq" = v_seq, "lastHash" = v_hash, "clocksAt" = v_at WHERE id = incident_id;
  PERFORM pg_notify('sitrep', json_build_object('topic', 'timeline', 'incident', v_number, 'seq', v_seq)::text);
  RETURN QUERY SELECT v_seq, v_at;
END $$;

-- Who acted before this was kept.
INSERT INTO participant ("incidentId", "actorId", "actorKind", name, "addedByName", "addedAt")
  SELECT e."incidentId", e."actorId", min(e."actorKind"), min(e."actorName"), min(e."actorName"), min(e.at)
    FROM timeline_event e JOIN incident i ON i.id = e."incidentId"
   WHERE e."actorId" IS NOT NULL AND NOT i.restricted GROUP BY e."incidentId", e."actorId"
  ON CONFLICT DO NOTHING;
