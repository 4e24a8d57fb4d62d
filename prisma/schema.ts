import { readdir, readFile } from 'node:fs/promises';

export interface SchemaFile {
  path: string;
  content: string;
}

/** The schema as it stands in prisma/schema/: a file for each feature, in the order of their names. */
export async function readSchema(): Promise<readonly SchemaFile[]> {
  const folder = new URL('schema/', import.meta.url);
  const names = (await readdir(folder)).filter((name) => name.endsWith('.prisma')).sort();
  return Promise.all(
    names.map(async (path) => ({ path, content: await readFile(new URL(path, folder), 'utf8') })),
  );
}

/** All of it as one text. */
export const readSchemaText = async (): Promise<string> =>
  (await readSchema()).map(({ content }) => content).join('\n');
