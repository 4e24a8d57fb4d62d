import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    include: ['test/**/*.test.ts'],
    // Belongs to `npm run check`, as the types and the format do.
    exclude: ['test/architecture.test.ts'],
    globalSetup: ['test/support/global-setup.ts'],
    pool: 'forks',
    maxWorkers: 3,
    // Every file has a database of its own, so files share a process: the vendors' SDKs take a second to import.
    isolate: false,
    // A guard against hanging, not a measure: the tests share two cores with whatever else runs.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
