import { defineConfig } from 'vitest/config';
import { longFirst } from './support/long-first.ts';

export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    include: ['test/**/*.test.ts'],
    // The first belongs to `npm run check`, as the types and the format do; the others are `npm run test:long`.
    exclude: ['test/architecture.test.ts', 'test/long/**'],
    globalSetup: ['test/support/global-setup.ts'],
    setupFiles: ['test/support/each-file.ts'],
    pool: 'forks',
    sequence: { sequencer: longFirst('escalations', 'access', 'questions-chain', 'slack') },
    maxWorkers: 2,
    // Every file has a database of its own, so files share a process: the vendors' SDKs take a second to import.
    isolate: false,
    // A guard against hanging, not a measure: the tests share two cores with whatever else runs.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
