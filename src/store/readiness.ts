import type { Database } from './database.ts';

/** Whether the database answers and holds our tables. */
export async function isReady({ prisma }: Database): Promise<boolean> {
  return (await prisma.clock.count()) === 1;
}
