import { countPresses } from '../../support/presses.ts';
import { drawTable } from '../figures.ts';
import { createDatabase } from '../postgres.ts';

/** What typical presses ask of the database; `test/statements.test.ts` holds the same as ceilings. */
export async function measureStatements(): Promise<readonly string[]> {
  const presses = await countPresses(await createDatabase('statements'));
  return [
    'Statements of a press, BEGIN and COMMIT among them, in a network of three',
    ...drawTable([
      ['press', 'statements'],
      ...presses.map(({ name, statements }) => [name, String(statements.length)]),
    ]),
  ];
}
