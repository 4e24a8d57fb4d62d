-- Without "slot IS NOT NULL" the planner took this one for the head of a lane, too, and read all that was pending.
DROP INDEX "outbox_slot_pending";
CREATE INDEX "outbox_slot_pending" ON "outbox" ("slot") WHERE "state" = 'pending' AND "slot" IS NOT NULL;
-- Nobody looks for a message by its number alone.
DROP INDEX "outbox_seq_key";
