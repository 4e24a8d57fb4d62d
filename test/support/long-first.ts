import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that are short to read and long to run: begun last, as their size has it, all others would wait for them. */
export const longFirst = (...long: readonly string[]) =>
  class LongFirst extends BaseSequencer {
    override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
      const rank = ({ moduleId }: TestSpecification) => {
        const place = long.findIndex((name) => moduleId.endsWith(`/${name}.test.ts`));
        return place === -1 ? long.length : place;
      };
      return (await super.sort(files)).toSorted((a, b) => rank(a) - rank(b));
    }
  };
