import { defineConfig } from 'vitest/config';
import { longFirst } from '../support/long-first.ts';

/** What `npm run build` has made, as processes of its own that are stopped and killed, and PostgreSQL servers that are. */
export default defineConfig({
  test: {
    root: new URL('../..', import.meta.url).pathname,
    include: ['test/processes/*.test.ts'],
    globalSetup: ['test/support/global-setup.ts'],
    pool: 'forks',
    sequence: { sequencer: longFirst('points', 'side-by-side') },
    maxWorkers: 2,
    isolate: false,
    // A guard against hanging, not a measure.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
