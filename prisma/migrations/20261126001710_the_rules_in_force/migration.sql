-- What the clocks went by since when: an incident that has ended is judged by the rules of its time.
-- CreateTable
CREATE TABLE "clock_rules" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),
    "rules" JSONB NOT NULL,

    CONSTRAINT "clock_rules_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "clock_rules_at_idx" ON "clock_rules"("at");

CREATE TRIGGER clock_rules_append_only BEFORE UPDATE OR DELETE ON clock_rules FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER clock_rules_no_truncate BEFORE TRUNCATE ON clock_rules FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Whoever changes a policy, the calendar or a holiday, from wherever, leaves a version of the whole.
CREATE FUNCTION keep_clock_rules() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  v_policies jsonb; v_rules jsonb;
BEGIN
  SELECT jsonb_object_agg(p.severity, jsonb_build_object('acknowledgeMinutes', p."acknowledgeMinutes",
      'acknowledgeBusinessDays', p."acknowledgeBusinessDays", 'statusPageMinutes', p."statusPageMinutes", 'updateMinutes', p."updateMinutes",
      'resolveMinutes', p."resolveMinutes", 'warnMinutes', p."warnMinutes"))
    INTO v_policies FROM severity_policy p;
  -- Without policies no clock has run yet.
  IF v_policies IS NULL THEN RETURN NULL; END IF;
  SELECT jsonb_build_object('policies', v_policies, 'calendar', jsonb_build_object('zone', c.zone, 'weekdays', to_jsonb(c.weekdays),
      'startMinute', c."startMinute", 'endMinute', c."endMinute",
      'holidays', coalesce((SELECT jsonb_agg(to_char(h.date, 'YYYY-MM-DD') ORDER BY h.date) FROM holiday h), '[]'::jsonb)))
    INTO v_rules FROM business_calendar c WHERE c.id = 1;
  INSERT INTO clock_rules (rules) SELECT v_rules
    WHERE v_rules IS DISTINCT FROM (SELECT k.rules FROM clock_rules k ORDER BY k.id DESC LIMIT 1);
  RETURN NULL;
END $$;
CREATE TRIGGER keep_clock_rules AFTER INSERT OR UPDATE OR DELETE ON severity_policy FOR EACH STATEMENT EXECUTE FUNCTION keep_clock_rules();
CREATE TRIGGER keep_clock_rules AFTER INSERT OR UPDATE OR DELETE ON business_calendar FOR EACH STATEMENT EXECUTE FUNCTION keep_clock_rules();
CREATE TRIGGER keep_clock_rules AFTER INSERT OR UPDATE OR DELETE ON holiday FOR EACH STATEMENT EXECUTE FUNCTION keep_clock_rules();

-- The rules of today are the oldest that are known.
UPDATE business_calendar SET version = version;
