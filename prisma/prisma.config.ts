import { defineConfig } from 'prisma/config';

// `generate` wants to download a schema engine that it never runs; any executable satisfies it, so nothing is fetched.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;

export default defineConfig({ schema: 'schema' });
