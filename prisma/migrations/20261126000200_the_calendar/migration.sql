-- There is always one calendar; people change it, nobody has to make it.
INSERT INTO business_calendar (id, zone, weekdays, "startMinute", "endMinute") VALUES (1, 'UTC', '{1,2,3,4,5}', 540, 1020) ON CONFLICT (id) DO NOTHING;

-- Policies that nobody has changed take the resolve targets that later ones begin with.
UPDATE severity_policy SET "resolveMinutes" = CASE severity WHEN 'P0' THEN 240 WHEN 'P1' THEN 480 WHEN 'P2' THEN 4320 END
  WHERE version = 1 AND "resolveMinutes" IS NULL;

ALTER TABLE checklist_item
  ADD CONSTRAINT checklist_item_title CHECK (length(title) BETWEEN 1 AND 300),
  ADD CONSTRAINT checklist_item_due CHECK ("dueMinutes" IS NULL OR "dueMinutes" BETWEEN 1 AND 525600);
ALTER TABLE holiday
  ADD CONSTRAINT holiday_name CHECK (length(name) BETWEEN 1 AND 100);
