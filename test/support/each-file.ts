import { afterAll } from 'vitest';
import { endFile } from './afterwards.ts';

// Here, for an `afterAll` that is called while a `beforeAll` runs is never heard of again.
afterAll(endFile);
