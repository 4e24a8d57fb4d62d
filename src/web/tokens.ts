import { createHash, randomBytes } from 'node:crypto';

/** 256 bits that nobody guesses. Only the hash is kept, so a copy of the database opens nothing. */
export function makeToken(): { token: string; hash: string } {
  const token = randomBytes(32).toString('base64url');
  return { token, hash: hashToken(token) };
}
export const hashToken = (token: string): string => createHash('sha256').update(token).digest('base64url');
