import type { Context, Feature } from '../../bot/feature.ts';
import { OWN_PAGES } from '../../bot/home.ts';
import { on } from '../../bot/on.ts';
import type { Block } from '../../chat/message.ts';
import { type Say, say } from '../../chat/reply.ts';
import { button } from '../../chat/route.ts';
import { AUDIT_EVERY_MS, readAudit } from '../../outbox/report/auditor.ts';
import { REASONS, reasonOf } from '../../outbox/report/reasons.ts';
import * as outbox from '../../outbox/report/status.ts';
import { readVersions } from '../../store/versions.ts';
import { HOLIDAYS_KNOWN_UNTIL, holidayWarning } from '../../time/holidays.ts';
import { spokenDateAt } from '../../time/spoken.ts';
import * as permissions from './permissions.ts';
import { openStatus, status as typed } from './routes.ts';
import { type Status, statusPage, type Unreached } from './views.ts';

/** Three looks that did not happen: then something is wrong with the looking. */
const LATE_MS = 3 * AUDIT_EVERY_MS;

/** What waits, what did not arrive and why: no contents, and nobody by name where that would say too much. */
async function showStatus(context: Context): Promise<Say> {
  const { tx, now, actor, features } = context;
  const waiting = await outbox.readWaitingByFeature(tx, now);
  const undelivered = await outbox.readUndelivered(tx);
  const audit = await readAudit(tx);
  const parts: Block[] = [];
  for (const feature of features) parts.push(...((await feature.status?.(context)) ?? []));
  const status: Status = {
    waiting: sumOf(waiting.filter((row) => isListed(features, row))),
    unreached: groupByReason(features, undelivered),
    unlisted: {
      waiting: countOf(waiting.filter((row) => !isListed(features, row))),
      undelivered: countOf(undelivered.filter((row) => !isListed(features, row))),
    },
    audit: { ...audit, isLate: audit.ranAt !== null && now.getTime() - audit.ranAt.getTime() > LATE_MS },
    holidays: {
      until: spokenDateAt(new Date(`${HOLIDAYS_KNOWN_UNTIL}T12:00:00Z`), actor.timeZone),
      warning: holidayWarning(now),
    },
    versions: await readVersions(tx),
    parts,
  };
  return say(statusPage(status));
}

type Features = readonly Feature[];
type Row = { feature: string; unnamed: boolean; count: number };

/** A feature that says nothing of itself is not listed: to be discreet is what happens when nobody thinks of it. */
const wordsOf = (features: Features, feature: string): string | undefined =>
  features.find(({ name }) => name === feature)?.delivery?.listedAs;
const isListed = (features: Features, { feature, unnamed }: Row): boolean =>
  !unnamed && wordsOf(features, feature) !== undefined;

const countOf = (rows: readonly Row[]): number => rows.reduce((sum, { count }) => sum + count, 0);

function sumOf(rows: readonly outbox.WaitingOfFeature[]): Status['waiting'] {
  const oldest = rows.flatMap((row) => row.oldest ?? []).sort((a, b) => a.getTime() - b.getTime());
  return {
    count: countOf(rows),
    due: rows.reduce((sum, { due }) => sum + due, 0),
    oldest: oldest[0] ?? null,
  };
}

function groupByReason(features: Features, rows: readonly outbox.UndeliveredRow[]): Status['unreached'] {
  const listed = rows.filter((row) => isListed(features, row));
  return REASONS.flatMap((reason) => {
    const people = new Map<string, { name: string; count: number; about: Set<string> }>();
    for (const row of listed.filter(({ state, error }) => reasonOf(state, error) === reason)) {
      const person = people.get(row.destination) ?? {
        name: row.name ?? 'a channel',
        count: 0,
        about: new Set(),
      };
      person.count += row.count;
      person.about.add(wordsOf(features, row.feature) ?? '');
      people.set(row.destination, person);
    }
    const named = [...people.values()].map(
      ({ about, ...person }): Unreached => ({ ...person, about: [...about] }),
    );
    return named.length > 0 ? [{ reason, people: named.sort((a, b) => a.name.localeCompare(b.name)) }] : [];
  });
}

/** How things stand, for coordinators: counts and causes, and nobody by name where that would say too much. */
export const dashboard: Feature = {
  name: 'dashboard',
  permissions,
  helpLine: OWN_PAGES,
  bindings: [on(typed, showStatus), on(openStatus, showStatus)],
  settings: async () => ({ place: 10, rows: [], coordinating: [button(openStatus, 'Messages', {})] }),
};
