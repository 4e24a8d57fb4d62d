-- AlterTable
ALTER TABLE "call_out" ADD COLUMN     "whom" TEXT NOT NULL DEFAULT 'all',
ADD COLUMN     "whom_areas" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "whom_skills" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- CreateTable
CREATE TABLE "call_out_named" (
    "call_out_id" UUID NOT NULL,
    "peer_id" UUID NOT NULL,

    CONSTRAINT "call_out_named_pkey" PRIMARY KEY ("call_out_id","peer_id")
);

-- CreateIndex
CREATE INDEX "call_out_named_peer_id_idx" ON "call_out_named"("peer_id");

-- AddForeignKey
ALTER TABLE "call_out_named" ADD CONSTRAINT "call_out_named_call_out_id_fkey" FOREIGN KEY ("call_out_id") REFERENCES "call_out"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "call_out_named" ADD CONSTRAINT "call_out_named_peer_id_fkey" FOREIGN KEY ("peer_id") REFERENCES "member"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "call_out" ADD CONSTRAINT "call_out_whom" CHECK ("whom" IN ('all', 'some', 'named'));
