import { createHash } from 'node:crypto';
import type { z } from 'zod';
import type { Context, Work } from '../../../bot/feature.ts';
import { tell } from '../../../bot/messages/say.ts';
import { type Invalid, type OpenForm, open } from '../../../chat/reply.ts';
import { recordAudit } from '../../../store/audit.ts';
import { oneLine } from '../../../text/normalise.ts';
import { isIndependent, nearTo, organisationKey } from '../../../text/organisation.ts';
import { joinUrl } from '../../../web/join.ts';
import { listToLookAt } from '../../organisations/operations.ts';
import { readNames } from '../../organisations/store.ts';
import { offer } from '../messages.ts';
import * as routes from '../routes.ts';
import { type Listed, type PeopleList, readPeopleList } from '../rules/list.ts';
import { type Outcome, planLine } from '../rules/plan.ts';
import * as store from '../store/invited.ts';
import * as knownStore from '../store/known.ts';
import * as views from '../views.ts';

/** What each line of a list comes to, as things stand. Writes nothing. */
export async function planList({ tx, vault }: Work, { people }: PeopleList): Promise<Outcome[]> {
  const known = await knownStore.readKnown(tx, vault, people);
  const names = await knownStore.readKnownNames(tx);
  return people.map((one) => {
    const marks = known.marksOf(one);
    const find = <T>(all: ReadonlyMap<string, T>) =>
      marks.map((mark) => all.get(mark)).find((found) => found);
    return planLine(one, find(known.accounts), find(known.invited), names);
  });
}

/** Ours: more names than these are looked over in the list itself. */
const HINTS = 10;
const NAMES = 500;

/** Organisations of a list that nobody has named here, and that are much like one that is known or stands above. */
export async function hintNear({ tx }: Work, outcomes: readonly Outcome[]): Promise<string[]> {
  const fresh = outcomes.filter(({ is }) => is === 'new');
  const named = new Map<string, Listed & { organisation: string }>();
  for (const { one } of fresh) {
    const { organisation } = one;
    const key = organisation === undefined ? '' : organisationKey(organisation);
    if (organisation && !isIndependent(organisation) && !named.has(key))
      named.set(key, { ...one, organisation: oneLine(organisation) });
  }
  const listed = [...named.values()].slice(0, NAMES);
  const known = await readNames(tx);
  const isKnown = new Set(known.map(organisationKey));
  const unknown = listed.filter(({ organisation }) => !isKnown.has(organisationKey(organisation)));
  const inList = unknown.map(({ organisation }) => organisation);
  const [nearKnown, nearListed] = [nearTo(known), nearTo(inList)];
  const places = new Map(inList.map((name, index) => [name, index]));
  const hints = unknown.flatMap(({ line, organisation }, index) => {
    const above = nearListed(organisation).filter((name) => (places.get(name) ?? index) < index);
    const [near] = [...nearKnown(organisation), ...above];
    return near === undefined ? [] : [views.didYouMean(line, organisation, near)];
  });
  return hints.slice(0, HINTS);
}

/**
 * Brings in those who are new, and of the namesakes those whom somebody chose; each is asked once they write, and
 * whoever is here as a guest at once.
 */
export async function bringIn(
  work: Work,
  outcomes: readonly Outcome[],
  { also, by }: { also: (line: number) => boolean; by?: string },
): Promise<({ one: Listed } & views.Way)[]> {
  const { tx, vault, now, settings } = work;
  const fresh = outcomes.flatMap((outcome) => {
    if (outcome.is === 'new') return [{ one: outcome.one, member: outcome.member }];
    return outcome.is === 'namesake' && also(outcome.one.line)
      ? [{ one: outcome.one, member: undefined }]
      : [];
  });
  await store.confirmOrganisations(
    tx,
    fresh.map(({ one }) => one),
  );
  await listToLookAt(work);
  const invited = await store.invite(tx, vault, fresh, now);
  for (const { member } of invited) {
    const offered = member === undefined ? undefined : await store.readOffered(tx, member);
    if (member !== undefined && offered) tell(work, offer, { invited: offered, member }, 'listed');
  }
  const about = { action: 'people.imported', record: 'list:people', ...(by && { actor: by }) };
  if (invited.length > 0) await recordAudit(tx, { at: now, count: invited.length, ...about });
  const { publicUrl } = settings;
  return invited.map(({ one, code }) => ({ one, code, link: publicUrl && joinUrl(publicUrl, code) }));
}

const PASTED = ['name', 'email', 'organisation', 'area', 'kinds'] as const;
const markOf = (text: string): string => createHash('sha256').update(text.trim()).digest('base64url');

export async function saveList(
  context: Context,
  {
    state,
    values,
  }: { state: { checked?: string | undefined }; values: z.output<typeof routes.bringIn.input> },
): Promise<OpenForm | Invalid> {
  const list = readPeopleList(values.list, { most: routes.PASTE_LINES, otherwise: PASTED });
  const outcomes = await planList(context, list);
  const mark = markOf(values.list);
  if (state.checked === mark) {
    const chosen = new Set(values.also?.map(Number));
    const also = (line: number) => chosen.has(line);
    const invited = await bringIn(context, outcomes, { also, by: context.actor.member });
    if (invited.length > 0)
      return open(views.broughtIn(invited.map(({ one, ...way }) => ({ name: one.name, ...way }))));
    if (outcomes.length > 0) return open(views.broughtNobodyIn);
  }
  const hints = await hintNear(context, outcomes);
  return open(views.importForm(values.list, { mark, outcomes, bad: list.bad, hints }));
}

export const showImport = (): OpenForm => open(views.importForm(undefined));
