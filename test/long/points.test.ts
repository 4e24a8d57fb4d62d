import { execFile } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { faultKinds } from '../../src/playground/simulated.ts';
import { steps } from '../../src/store/steps.ts';
import { failuresOf, playAll } from '../campaign/play-all.ts';
import { everyPoint, excuse, fewPoints, points } from '../campaign/points.ts';
import { prepareTables } from '../campaign/server.ts';
import { freshDatabase } from '../support/database.ts';

const campaign = fileURLToPath(new URL('../campaign/', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'alongside-points-'));
const output = openSync(join(folder, 'log'), 'w');

beforeAll(async () => {
  const tsc = join(campaign, '../../node_modules/typescript/bin/tsc');
  await promisify(execFile)(process.execPath, [tsc, '-p', campaign, '--noCheck']);
  try {
    symlinkSync(join(campaign, '../../prisma'), join(campaign, 'dist/prisma'), 'junction');
  } catch {
    // It is there already.
  }
});

afterAll(() => {
  closeSync(output);
  rmSync(folder, { recursive: true });
});

describe('the points at which a process may die', () => {
  it('have a case for every step and every fault, and what has none says why', () => {
    expect(new Set(points.map(({ step }) => step))).toEqual(new Set(steps));
    expect(new Set(points.map(({ fault }) => fault))).toEqual(new Set(['none', ...faultKinds]));
    const without = everyPoint.filter((point) => !points.includes(point));
    expect(without.every((point) => excuse(point) !== undefined)).toBe(true);
    expect(points.length).toBeGreaterThan(everyPoint.length * 0.85);
  });

  it('lose nothing and say nothing twice: each step once, each fault once, with a real process killed', async () => {
    const few = fewPoints();
    expect(new Set(few.map(({ step }) => step))).toEqual(new Set(steps));
    expect(new Set(few.map(({ fault }) => fault))).toEqual(new Set(['none', ...faultKinds]));
    const played = await playAll({
      file: join(campaign, 'dist/test/campaign/child.js'),
      output,
      points: few,
      pairs: 2,
      async database() {
        const { connection } = await freshDatabase('live');
        await prepareTables(connection);
        return connection;
      },
    });
    expect(failuresOf(played)).toEqual([]);
    expect(played).toHaveLength(few.length);
  }, 300_000);
});
