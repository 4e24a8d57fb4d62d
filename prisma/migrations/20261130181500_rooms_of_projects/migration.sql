-- One person on one project has a room of its own: what was declared in `projects` is known by it.
UPDATE "card" SET "kind" = CASE "kind" WHEN 'projects:placement' THEN 'placements:placement' ELSE 'placements:may-read' END
WHERE "kind" IN ('projects:placement', 'projects:may-read');
UPDATE "outbox" SET "feature" = 'placements', "kind" = CASE "kind" WHEN 'projects:placement' THEN 'placements:placement'
  ELSE 'placements:may-read' END
WHERE "kind" IN ('projects:placement', 'projects:may-read');
