import { defineConfig } from 'vitest/config';
import { longFirst } from '../support/long-first.ts';

/** What `npm run build` has made, as processes that are stopped and killed; PostgreSQL servers that are; and the tour. */
export default defineConfig({
  test: {
    root: new URL('../..', import.meta.url).pathname,
    include: ['test/long/*.test.ts'],
    globalSetup: ['test/support/global-setup.ts'],
    setupFiles: ['test/support/each-file.ts'],
    pool: 'forks',
    sequence: { sequencer: longFirst('points', 'tour', 'side-by-side') },
    maxWorkers: 2,
    isolate: false,
    // A guard against hanging, not a measure.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
