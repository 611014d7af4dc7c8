-- What moves a clock; the same list as CLOCK_EVENTS of read-clocks.ts.
CREATE FUNCTION moves_clocks(type text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT type IN ('incident_declared', 'incident_acknowledged', 'severity_changed', 'status_changed', 'incident_resolved', 'incident_reopened',
    'merged_into', 'update_sent', 'status_page_told', 'clock_paused', 'clock_resumed', 'clock_warned', 'clock_overdue')
$$;

-- Any other event leaves "clocksAt" alone, so that writing it touches no index of the incident and nobody looks at clocks that did not move.
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
  UPDATE incident i SET "lastSeq" = v_seq, "lastHash" = v_hash, "clocksAt" = CASE WHEN moves_clocks(type) THEN v_at ELSE i."clocksAt" END
    WHERE i.id = incident_id;
  v_notice := json_build_object('topic', 'timeline', 'incident', v_number, 'seq', v_seq, 'item', json_build_object('seq', v_seq, 'type', type,
    'at', chain_instant(v_at), 'actor', json_build_object('kind', kind, 'id', actor_id, 'name', actor_name), 'data', data))::text;
  IF v_restricted OR octet_length(v_notice) > 7900 THEN
    v_notice := json_build_object('topic', 'timeline', 'incident', v_number, 'seq', v_seq)::text;
  END IF;
  PERFORM pg_notify('sitrep', v_notice);
  RETURN QUERY SELECT v_seq, v_at;
END $$;

-- Room beside each row for its next version.
ALTER TABLE incident SET (fillfactor = 80);
