-- What came with an imported review was proved by a run that is on another console.
ALTER TABLE "action_item" ADD COLUMN "imported" BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE action_item DROP CONSTRAINT action_item_proof;
ALTER TABLE action_item
  ADD CONSTRAINT action_item_proof CHECK (state <> 'verified' OR "verifyBlockId" IS NULL OR "verifyingRunId" IS NOT NULL OR imported);
