-- Messages that were on their way when declarations came: what their loss is about, read once out of what they were known by.
WITH known AS (
  SELECT id, string_to_array(split_part(COALESCE(slot, key), '#', 1), ':') AS part
  FROM "outbox" WHERE "kind" IS NULL AND ("state" IN ('pending', 'claimed', 'sending') OR NOT "told")
), about AS (
  SELECT id, part, part[1] || ':' || part[2] AS name FROM known
)
UPDATE "outbox" o SET
  "kind" = CASE name WHEN 'buddies:again' THEN 'buddies:reminder' ELSE name END,
  "record" = CASE name WHEN 'forum:may-read' THEN part[3] || ':' || part[4] ELSE part[3] END,
  "edition" = CASE name WHEN 'buddies:date' THEN part[4] WHEN 'forum:event' THEN part[4] WHEN 'forum:post' THEN part[5] END::integer
FROM about WHERE o.id = about.id AND name IN (
  'availability:invitation', 'availability:reminder', 'availability:host',
  'buddies:offer', 'buddies:again', 'buddies:introduction', 'buddies:nudge', 'buddies:date', 'buddies:paused',
  'buddies:resumed', 'buddies:ended',
  'escalations:ask', 'escalations:wish',
  'forum:vote', 'forum:event', 'forum:admitted', 'forum:reminder', 'forum:feedback', 'forum:may-read', 'forum:post',
  'questions:turn', 'questions:status', 'questions:answer', 'questions:suggested', 'questions:nobody');
