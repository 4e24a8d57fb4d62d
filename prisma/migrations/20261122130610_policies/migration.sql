-- Notices and policies, each in its versions; without a time of publication it is a draft.
CREATE TABLE "policy" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "summary" TEXT NOT NULL,
    "url" TEXT,
    "approved_by" TEXT NOT NULL,
    "approved_on" TEXT NOT NULL,
    "review_on" TEXT NOT NULL,
    "published_at" TIMESTAMPTZ(3),
    "reminded" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "policy_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "policy_kind_check" CHECK ("kind" IN ('privacy-notice', 'terms', 'role-description', 'code-of-conduct', 'charter'))
);
CREATE UNIQUE INDEX "policy_kind_version_key" ON "policy"("kind", "version");

CREATE TABLE "acknowledgement" (
    "policy_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "acknowledgement_pkey" PRIMARY KEY ("policy_id","member_id")
);
CREATE INDEX "acknowledgement_member_id_idx" ON "acknowledgement"("member_id");

CREATE TABLE "policy_need" (
    "what" TEXT NOT NULL,
    "kind" TEXT NOT NULL,

    CONSTRAINT "policy_need_pkey" PRIMARY KEY ("what","kind"),
    CONSTRAINT "policy_need_what_check" CHECK ("what" IN ('join', 'peer-pool', 'buddies'))
);

-- One row: on what the network keeps people's data, as its coordinator recorded it.
CREATE TABLE "lawful_basis" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "basis" TEXT NOT NULL,
    "condition" TEXT NOT NULL,
    "note" TEXT,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "lawful_basis_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "lawful_basis_one_check" CHECK ("id" = 1)
);

ALTER TABLE "acknowledgement" ADD CONSTRAINT "acknowledgement_policy_id_fkey" FOREIGN KEY ("policy_id") REFERENCES "policy"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "acknowledgement" ADD CONSTRAINT "acknowledgement_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "member"("id") ON DELETE CASCADE ON UPDATE CASCADE;
