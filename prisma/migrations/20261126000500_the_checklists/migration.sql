-- The severity whose checklist an incident has been given as tasks; it is given once for each severity it comes to.
ALTER TABLE incident ADD COLUMN "checklistFor" "Severity";
UPDATE incident SET "checklistFor" = severity;
CREATE INDEX incident_checklist_due ON incident (number) WHERE "checklistFor" IS DISTINCT FROM severity;

-- Nothing is decided or left out without a ground.
ALTER TABLE hypothesis ADD CONSTRAINT hypothesis_ground CHECK (state = 'open' OR "runId" IS NOT NULL OR reason IS NOT NULL);
ALTER TABLE investigation_step ADD CONSTRAINT investigation_step_skipped CHECK (state <> 'skipped' OR note IS NOT NULL);
