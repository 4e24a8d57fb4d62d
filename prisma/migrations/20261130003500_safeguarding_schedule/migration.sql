-- Confirming the numbers again is safeguarding's own; what was arranged goes on.
UPDATE "schedule" SET "feature" = 'safeguarding' WHERE "feature" = 'members' AND "kind" = 'numbers';
