import { describe, expect, it } from 'vitest';
import { findViolations, readSources } from './support/architecture.ts';

const sources = readSources(new URL('../src', import.meta.url).pathname);

describe('the architecture', () => {
  it('holds: imports go downward, vendors stay in adapters, Prisma in stores, time and environment come from one place', () => {
    expect(findViolations(sources)).toEqual([]);
  });

  it.each([
    ['chat/message.ts', `import { openDatabase } from '../store/database.ts';`, 'Imports go downward'],
    ['features/availability/rules.ts', `import { send } from './handlers/manager.ts';`, 'Inside a feature'],
    [
      'features/members/handlers/feature.ts',
      `import * as v from '../../availability/views/peer.ts';`,
      'through its rules, its store or its operations alone',
    ],
    [
      'adapters/slack/render.ts',
      `import { claim } from '../../outbox/queue/claim.ts';`,
      'An adapter imports chat/, text/, time/',
    ],
    ['bot/router.ts', `import { App } from '@slack/bolt';`, 'Vendor SDKs live in adapters/'],
    [
      'features/members/views.ts',
      `import { Prisma } from '../../generated/prisma/client.ts';`,
      'Prisma lives in store files',
    ],
    ['features/members/rules.ts', `const at = Date.now();`, 'Time is handed down'],
    ['web/server.ts', `const port = process.env.PORT;`, 'Only config.ts reads the environment'],
    [
      'outbox/retention.ts',
      'await tx.$executeRaw`DELETE FROM outbox_lane WHERE due_at IS NULL`;',
      'Only outbox/queue/lanes.ts writes to lanes',
    ],
    [
      'outbox/report/auditor.ts',
      `await tx.outboxLane.updateMany({ data: { urgent: true } });`,
      'Only outbox/queue/lanes.ts writes to lanes',
    ],
    ['features/members/helpers.ts', ``, 'a feature holds only'],
    ['directory/people.ts', `import '../playground/simulated.ts';`, 'Nothing imports the playground'],
    [
      'bot/router.ts',
      `import { members } from '../features/members/handlers/feature.ts';`,
      'Imports go downward',
    ],
    ['app.ts', `import { members } from './features/members/handlers/feature.ts';`, 'nothing names one but'],
    ['features/hours.ts', ``, 'stands beside a folder'],
    [
      'features/safeguarding/rules/changes.ts',
      `import { hoursButtons } from '../../hours/rules/links.ts';`,
      'A circle of imports: features/',
    ],
    ['store/database.ts', `import { audit } from './audit.ts';`, 'A circle of imports'],
  ])('fails when %s has `%s`', (name, line, advice) => {
    const broken = new Map(sources).set(name, `${line}\n${sources.get(name) ?? ''}`);
    expect(findViolations(broken).join('\n')).toContain(advice);
  });
});
