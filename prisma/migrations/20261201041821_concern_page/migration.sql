-- CreateTable
CREATE TABLE "concern_page" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "procedure" TEXT,
    "link" TEXT,
    "contacts" TEXT,
    "lead_on_web" BOOLEAN NOT NULL DEFAULT false,
    "written_at" TIMESTAMPTZ(3),

    CONSTRAINT "concern_page_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "concern_line" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'proposed',
    "proposed_by" UUID,
    "asked_id" UUID,
    "proposed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "concern_line_pkey" PRIMARY KEY ("id")
);

-- AddForeignKey
ALTER TABLE "concern_line" ADD CONSTRAINT "concern_line_proposed_by_fkey" FOREIGN KEY ("proposed_by") REFERENCES "member"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "concern_line" ADD CONSTRAINT "concern_line_asked_id_fkey" FOREIGN KEY ("asked_id") REFERENCES "member"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- One page, one number that stands, and one that waits.
ALTER TABLE "concern_page" ADD CONSTRAINT "concern_page_one" CHECK ("id" = 1);
ALTER TABLE "concern_line" ADD CONSTRAINT "concern_line_state" CHECK ("state" IN ('proposed', 'standing'));
CREATE UNIQUE INDEX "concern_line_one_of_each" ON "concern_line" ("state");
-- Whose word it needs is known until it stands; afterwards nothing says who gave it.
ALTER TABLE "concern_line" ADD CONSTRAINT "concern_line_asked" CHECK (("state" = 'proposed') = ("asked_id" IS NOT NULL AND "proposed_by" IS NOT NULL));
