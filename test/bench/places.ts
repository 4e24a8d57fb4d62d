import { fileURLToPath } from 'node:url';

/** Of the repository, from test/bench/dist/test/bench. */
export const root = fileURLToPath(new URL('../../../../..', import.meta.url));
