import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** They are short to read and long to run: begun last, as their size has it, all others would wait for them. */
const LONG = ['campaign/points', 'tour', 'processes', 'questions-chain', 'keys-command', 'shutdown', 'slack'];

class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => {
      const place = LONG.findIndex((name) => moduleId.endsWith(`/${name}.test.ts`));
      return place === -1 ? LONG.length : place;
    };
    return (await super.sort(files)).toSorted((a, b) => rank(a) - rank(b));
  }
}

export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    include: ['test/**/*.test.ts'],
    // Belongs to `npm run check`, as the types and the format do.
    exclude: ['test/architecture.test.ts'],
    globalSetup: ['test/support/global-setup.ts'],
    pool: 'forks',
    sequence: { sequencer: LongFirst },
    maxWorkers: 2,
    // Every file has a database of its own, so files share a process: the vendors' SDKs take a second to import.
    isolate: false,
    // A guard against hanging, not a measure: the tests share two cores with whatever else runs.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
