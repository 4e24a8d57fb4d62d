import { symlink } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

/** The compiled sources look for the migrations where they are from src/ and dist/: two levels up. From dist/test/campaign. */
export async function linkMigrations(): Promise<void> {
  const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));
  await symlink(at('../../../../../prisma'), at('../../prisma'), 'junction').catch((error) => {
    if (error.code !== 'EEXIST') throw error;
  });
}
