-- CreateTable
CREATE TABLE "workspace" (
    "platform" TEXT NOT NULL,
    "external_id" TEXT NOT NULL,
    "served_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "workspace_pkey" PRIMARY KEY ("platform","external_id")
);
