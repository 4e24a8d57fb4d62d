-- CreateTable
CREATE TABLE "suggestion" (
    "project_id" UUID NOT NULL,
    "peer_id" UUID NOT NULL,
    "reasons" TEXT NOT NULL,
    "chosen" BOOLEAN NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "suggestion_pkey" PRIMARY KEY ("project_id","peer_id")
);

-- CreateIndex
CREATE INDEX "suggestion_peer_id_idx" ON "suggestion"("peer_id");

-- AddForeignKey
ALTER TABLE "suggestion" ADD CONSTRAINT "suggestion_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "suggestion" ADD CONSTRAINT "suggestion_peer_id_fkey" FOREIGN KEY ("peer_id") REFERENCES "member"("id") ON DELETE CASCADE ON UPDATE CASCADE;
