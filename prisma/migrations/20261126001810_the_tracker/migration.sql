CREATE TABLE "issue_tracker" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "template" TEXT NOT NULL DEFAULT '',
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "issue_tracker_pkey" PRIMARY KEY ("id")
);

ALTER TABLE issue_tracker
  ADD CONSTRAINT issue_tracker_one CHECK (id = 1),
  ADD CONSTRAINT issue_tracker_address CHECK (template = '' OR (template ~ '^https?://' AND length(template) <= 1000));

INSERT INTO issue_tracker (id) VALUES (1);
