CREATE TABLE "auditor" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "next_at" TIMESTAMPTZ(3) NOT NULL,
    "ran_at" TIMESTAMPTZ(3),

    CONSTRAINT "auditor_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "auditor_is_one_row" CHECK ("id" = 1)
);

INSERT INTO "auditor" ("next_at") VALUES ('epoch');

CREATE TABLE "finding" (
    "kind" TEXT NOT NULL,
    "record" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "finding_pkey" PRIMARY KEY ("kind","record"),
    CONSTRAINT "finding_kind_check" CHECK ("kind" IN ('missing', 'overdue', 'stuck', 'forgotten', 'untold'))
);

-- What a slot has that was never shown, whatever became of it; what was shown has an index of its own.
CREATE INDEX "outbox_slot_unshown" ON "outbox" ("slot") WHERE "slot" IS NOT NULL AND "ref_id" IS NULL;
