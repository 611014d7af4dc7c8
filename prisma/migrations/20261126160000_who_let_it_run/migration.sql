-- What let something destructive run stands with the run: who approved it, or why nobody was asked.
ALTER TABLE run ADD COLUMN "approvedByName" text, ADD COLUMN "brokenGlass" text;

UPDATE run SET "approvedByName" = e.data ->> 'approvedBy', "brokenGlass" = e.data ->> 'breakGlass'
  FROM timeline_event e
  WHERE e.type = 'run_requested' AND e."incidentId" = run."incidentId" AND e.data ->> 'run' = run.id::text
    AND run.effect = 'destructive' AND (e.data ->> 'approvedBy' IS NOT NULL OR e.data ->> 'breakGlass' IS NOT NULL);

ALTER TABLE run ADD CONSTRAINT run_let_once CHECK ("approvedByName" IS NULL OR "brokenGlass" IS NULL);
