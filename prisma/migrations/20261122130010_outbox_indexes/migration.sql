-- Without "slot IS NOT NULL" the planner took this one for the head of a lane, too, and read all that was pending.
DROP INDEX "outbox_slot_pending";
CREATE INDEX "outbox_slot_pending" ON "outbox" ("slot") WHERE "state" = 'pending' AND "slot" IS NOT NULL;
-- Their rows change all the time: what the planner knows of them must not be old.
ALTER TABLE "outbox" SET (autovacuum_analyze_scale_factor = 0.02, autovacuum_vacuum_scale_factor = 0.05);
ALTER TABLE "outbox_lane" SET (autovacuum_analyze_scale_factor = 0.02, autovacuum_vacuum_scale_factor = 0.05);
-- Nobody looks for a message by its number alone.
DROP INDEX "outbox_seq_key";
