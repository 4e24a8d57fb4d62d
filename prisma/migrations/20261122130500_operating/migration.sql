-- What did not arrive, newest last: read by the operator's figures, however much has settled well.
CREATE INDEX "outbox_undelivered" ON "outbox" ("settled_at") WHERE "state" IN ('failed', 'unknown', 'expired');
