-- A notice brings the event itself, so that engines need not ask for it: unless it is too long for one (8,000 bytes), or its
-- incident is restricted, since whoever may connect to the database hears every notice.
CREATE OR REPLACE FUNCTION append_timeline_event(incident_id uuid, type text, kind "ActorKind", actor_id uuid, actor_name text, data jsonb)
RETURNS TABLE (seq int, at timestamptz) LANGUAGE plpgsql AS $$
DECLARE
  v_seq int; v_prev text; v_number int; v_restricted boolean; v_hash text; v_notice text;
  v_at timestamptz := date_trunc('milliseconds', clock_timestamp());
BEGIN
  SELECT i."lastSeq" + 1, i."lastHash", i.number, i.restricted INTO v_seq, v_prev, v_number, v_restricted
    FROM incident i WHERE i.id = incident_id FOR NO KEY UPDATE;
  IF NOT FOUND THEN RAISE EXCEPTION 'no incident %', incident_id USING ERRCODE = 'foreign_key_violation'; END IF;
  v_hash := chain_hash(v_prev, incident_id::text, v_seq::text, type, chain_instant(v_at), kind::text, actor_id::text, actor_name, data::text);
  INSERT INTO timeline_event ("incidentId", seq, type, at, "actorKind", "actorId", "actorName", data, hash)
    VALUES (incident_id, v_seq, type, v_at, kind, actor_id, actor_name, data, v_hash);
  UPDATE incident SET "lastSeq" = v_seq, "lastHash" = v_hash, "clocksAt" = v_at WHERE id = incident_id;
  v_notice := json_build_object('topic', 'timeline', 'incident', v_number, 'seq', v_seq, 'item', json_build_object('seq', v_seq, 'type', type,
    'at', chain_instant(v_at), 'actor', json_build_object('kind', kind, 'id', actor_id, 'name', actor_name), 'data', data))::text;
  IF v_restricted OR octet_length(v_notice) > 7900 THEN
    v_notice := json_build_object('topic', 'timeline', 'incident', v_number, 'seq', v_seq)::text;
  END IF;
  PERFORM pg_notify('sitrep', v_notice);
  RETURN QUERY SELECT v_seq, v_at;
END $$;
