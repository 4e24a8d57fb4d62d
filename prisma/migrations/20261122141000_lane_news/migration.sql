-- Something was enqueued to a lane while it was held: whoever gives it back keeps the time that was written meanwhile.
ALTER TABLE "outbox_lane" ADD COLUMN "has_news" BOOLEAN NOT NULL DEFAULT false;
