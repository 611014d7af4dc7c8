-- Its owner's action item is found by runbook and block.
ALTER TABLE stale_block DROP COLUMN IF EXISTS "actionItem";
