-- AlterTable
ALTER TABLE "member" ADD COLUMN     "name_looks" TEXT NOT NULL DEFAULT '';

-- CreateTable
CREATE TABLE "namesake" (
    "member_id" UUID NOT NULL,
    "looks" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "since" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "namesake_pkey" PRIMARY KEY ("member_id")
);

-- CreateIndex
CREATE INDEX "namesake_state_idx" ON "namesake"("state");

-- CreateIndex
CREATE INDEX "member_name_looks_idx" ON "member"("name_looks");

-- AddForeignKey
ALTER TABLE "namesake" ADD CONSTRAINT "namesake_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "member"("id") ON DELETE CASCADE ON UPDATE CASCADE;
