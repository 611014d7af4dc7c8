-- What "are we getting better?" asks for: incidents by when they were declared, and clocks that went past their time.
CREATE INDEX "incident_declaredAt_idx" ON "incident" ("declaredAt");
CREATE INDEX "timeline_event_overdue_idx" ON "timeline_event" ("incidentId") WHERE type = 'clock_overdue';
