CREATE TABLE "forum_event" (
    "id" UUID NOT NULL,
    "organiser_id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "outcomes" TEXT,
    "audience" TEXT NOT NULL,
    "feeds_back" BOOLEAN NOT NULL DEFAULT false,
    "place" TEXT NOT NULL,
    "learning_minutes" INTEGER NOT NULL,
    "social_minutes" INTEGER NOT NULL,
    "places" INTEGER,
    "state" TEXT NOT NULL DEFAULT 'draft',
    "starts_at" TIMESTAMPTZ(3),
    "moved_from" TIMESTAMPTZ(3),
    "includes_left_out" BOOLEAN NOT NULL DEFAULT false,
    "sequence" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "asked_at" TIMESTAMPTZ(3),
    "announced_at" TIMESTAMPTZ(3),
    "cancelled_at" TIMESTAMPTZ(3),
    "next_at" TIMESTAMPTZ(3),

    CONSTRAINT "forum_event_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "forum_time" (
    "id" UUID NOT NULL,
    "event_id" UUID NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "forum_time_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "forum_item" (
    "id" UUID NOT NULL,
    "event_id" UUID NOT NULL,
    "place" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "presenter" TEXT,
    "minutes" INTEGER NOT NULL,

    CONSTRAINT "forum_item_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "forum_invitation" (
    "id" UUID NOT NULL,
    "event_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "hat" TEXT,
    "voted" TEXT,
    "parts" TEXT,
    "seat" TEXT,
    "queue" INTEGER,
    "undelivered" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "forum_invitation_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "forum_tick" (
    "invitation_id" UUID NOT NULL,
    "time_id" UUID NOT NULL,

    CONSTRAINT "forum_tick_pkey" PRIMARY KEY ("invitation_id","time_id")
);

CREATE TABLE "forum_outcome" (
    "event_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "left_out" BOOLEAN NOT NULL,
    "decided_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "forum_outcome_pkey" PRIMARY KEY ("event_id","member_id")
);

CREATE TABLE "forum_usual" (
    "member_id" UUID NOT NULL,
    "usual" TEXT[] DEFAULT ARRAY[]::TEXT[],

    CONSTRAINT "forum_usual_pkey" PRIMARY KEY ("member_id")
);

CREATE TABLE "forum_need" (
    "invitation_id" UUID NOT NULL,
    "needs_sealed" TEXT NOT NULL,

    CONSTRAINT "forum_need_pkey" PRIMARY KEY ("invitation_id")
);

CREATE TABLE "forum_reminder" (
    "id" UUID NOT NULL,
    "invitation_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "forum_reminder_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "forum_link" (
    "token_hash" TEXT NOT NULL,
    "invitation_id" UUID NOT NULL,

    CONSTRAINT "forum_link_pkey" PRIMARY KEY ("token_hash")
);

CREATE TABLE "forum_feedback" (
    "id" UUID NOT NULL,
    "event_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "discuss_sealed" TEXT,
    "know_sealed" TEXT,
    "taken_up_by_id" UUID,
    "forget_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "forum_feedback_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "forum_channel" (
    "organiser_id" UUID NOT NULL,
    "conversation_id" UUID NOT NULL,
    "name" TEXT NOT NULL,

    CONSTRAINT "forum_channel_pkey" PRIMARY KEY ("organiser_id","conversation_id")
);

CREATE TABLE "forum_post" (
    "event_id" UUID NOT NULL,
    "conversation_id" UUID NOT NULL,

    CONSTRAINT "forum_post_pkey" PRIMARY KEY ("event_id","conversation_id")
);

CREATE INDEX "forum_event_organiser_id_idx" ON "forum_event"("organiser_id");

CREATE UNIQUE INDEX "forum_time_event_id_starts_at_key" ON "forum_time"("event_id", "starts_at");

CREATE UNIQUE INDEX "forum_item_event_id_place_key" ON "forum_item"("event_id", "place");

CREATE INDEX "forum_invitation_member_id_idx" ON "forum_invitation"("member_id");

CREATE UNIQUE INDEX "forum_invitation_event_id_member_id_key" ON "forum_invitation"("event_id", "member_id");

CREATE UNIQUE INDEX "forum_invitation_event_id_queue_key" ON "forum_invitation"("event_id", "queue");

CREATE INDEX "forum_tick_time_id_idx" ON "forum_tick"("time_id");

CREATE INDEX "forum_outcome_member_id_idx" ON "forum_outcome"("member_id");

CREATE INDEX "forum_reminder_due_at_idx" ON "forum_reminder"("due_at");

CREATE UNIQUE INDEX "forum_reminder_invitation_id_kind_key" ON "forum_reminder"("invitation_id", "kind");

CREATE INDEX "forum_link_invitation_id_idx" ON "forum_link"("invitation_id");

CREATE INDEX "forum_feedback_member_id_idx" ON "forum_feedback"("member_id");

CREATE INDEX "forum_feedback_forget_at_idx" ON "forum_feedback"("forget_at");

CREATE INDEX "forum_feedback_taken_up_by_id_idx" ON "forum_feedback"("taken_up_by_id");

CREATE UNIQUE INDEX "forum_feedback_event_id_member_id_key" ON "forum_feedback"("event_id", "member_id");

CREATE INDEX "forum_channel_conversation_id_idx" ON "forum_channel"("conversation_id");

CREATE INDEX "forum_post_conversation_id_idx" ON "forum_post"("conversation_id");

ALTER TABLE "forum_event" ADD CONSTRAINT "forum_event_organiser_id_fkey" FOREIGN KEY ("organiser_id") REFERENCES "member"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "forum_time" ADD CONSTRAINT "forum_time_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "forum_event"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "forum_item" ADD CONSTRAINT "forum_item_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "forum_event"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "forum_invitation" ADD CONSTRAINT "forum_invitation_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "forum_event"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "forum_invitation" ADD CONSTRAINT "forum_invitation_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "member"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "forum_tick" ADD CONSTRAINT "forum_tick_invitation_id_fkey" FOREIGN KEY ("invitation_id") REFERENCES "forum_invitation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "forum_tick" ADD CONSTRAINT "forum_tick_time_id_fkey" FOREIGN KEY ("time_id") REFERENCES "forum_time"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "forum_outcome" ADD CONSTRAINT "forum_outcome_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "forum_event"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "forum_outcome" ADD CONSTRAINT "forum_outcome_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "member"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "forum_usual" ADD CONSTRAINT "forum_usual_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "member"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "forum_need" ADD CONSTRAINT "forum_need_invitation_id_fkey" FOREIGN KEY ("invitation_id") REFERENCES "forum_invitation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "forum_reminder" ADD CONSTRAINT "forum_reminder_invitation_id_fkey" FOREIGN KEY ("invitation_id") REFERENCES "forum_invitation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "forum_link" ADD CONSTRAINT "forum_link_invitation_id_fkey" FOREIGN KEY ("invitation_id") REFERENCES "forum_invitation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "forum_feedback" ADD CONSTRAINT "forum_feedback_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "forum_event"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "forum_feedback" ADD CONSTRAINT "forum_feedback_taken_up_by_id_fkey" FOREIGN KEY ("taken_up_by_id") REFERENCES "forum_event"("id") ON DELETE SET NULL ON UPDATE CASCADE;

ALTER TABLE "forum_feedback" ADD CONSTRAINT "forum_feedback_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "member"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "forum_channel" ADD CONSTRAINT "forum_channel_organiser_id_fkey" FOREIGN KEY ("organiser_id") REFERENCES "member"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "forum_channel" ADD CONSTRAINT "forum_channel_conversation_id_fkey" FOREIGN KEY ("conversation_id") REFERENCES "conversation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "forum_post" ADD CONSTRAINT "forum_post_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "forum_event"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "forum_post" ADD CONSTRAINT "forum_post_conversation_id_fkey" FOREIGN KEY ("conversation_id") REFERENCES "conversation"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "forum_event"
  ADD CONSTRAINT "forum_event_state_check" CHECK ("state" IN ('draft', 'asking', 'announced', 'ended', 'cancelled', 'lapsed')),
  ADD CONSTRAINT "forum_event_audience_check" CHECK ("audience" IN ('everyone', 'peers', 'managers')),
  ADD CONSTRAINT "forum_event_minutes_check" CHECK ("learning_minutes" >= 0 AND "social_minutes" >= 0 AND "learning_minutes" + "social_minutes" > 0),
  ADD CONSTRAINT "forum_event_places_check" CHECK ("places" BETWEEN 1 AND 500),
  ADD CONSTRAINT "forum_event_announced_check" CHECK ("state" NOT IN ('announced', 'ended') OR ("starts_at" IS NOT NULL AND "announced_at" IS NOT NULL)),
  ADD CONSTRAINT "forum_event_asking_check" CHECK ("state" NOT IN ('asking', 'lapsed') OR "asked_at" IS NOT NULL);
ALTER TABLE "forum_item"
  ADD CONSTRAINT "forum_item_kind_check" CHECK ("kind" IN ('introduction', 'speaker', 'round-table', 'workshop', 'feedback', 'evaluation')),
  ADD CONSTRAINT "forum_item_minutes_check" CHECK ("minutes" BETWEEN 1 AND 480);
ALTER TABLE "forum_invitation"
  ADD CONSTRAINT "forum_invitation_hat_check" CHECK ("hat" IN ('peer', 'manager')),
  ADD CONSTRAINT "forum_invitation_voted_check" CHECK ("voted" IN ('times', 'none')),
  ADD CONSTRAINT "forum_invitation_parts_check" CHECK ("parts" IN ('both', 'learning', 'social', 'no')),
  ADD CONSTRAINT "forum_invitation_seat_check" CHECK ("seat" IS NULL OR ("seat" IN ('held', 'waiting') AND "parts" IS NOT NULL AND "parts" <> 'no')),
  ADD CONSTRAINT "forum_invitation_queue_check" CHECK (("seat" IS NOT DISTINCT FROM 'waiting') = ("queue" IS NOT NULL));
ALTER TABLE "forum_usual" ADD CONSTRAINT "forum_usual_usual_check"
  CHECK ("usual" <@ ARRAY['mornings', 'lunchtimes', 'afternoons', 'evenings', 'weekends', 'online']);
ALTER TABLE "forum_reminder" ADD CONSTRAINT "forum_reminder_kind_check" CHECK ("kind" IN ('day', 'hour'));

-- What the sweep looks for.
CREATE INDEX "forum_event_next" ON "forum_event" ("next_at") WHERE "next_at" IS NOT NULL;
