import type { z } from 'zod';
import { tellChanged } from '../../bot/changed.ts';
import type { Binding, Context, Feature, Work } from '../../bot/feature.ts';
import { OWN_PAGES } from '../../bot/home.ts';
import { on } from '../../bot/on.ts';
import type { Message } from '../../chat/message.ts';
import {
  type Invalid,
  invalid,
  type OpenForm,
  open,
  type Say,
  say,
  type Update,
  update,
} from '../../chat/reply.ts';
import { recordAudit } from '../../store/audit.ts';
import { areNear, organisationKey } from '../../text/organisation.ts';
import { MESSAGES } from './messages.ts';
import { listToLookAt } from './operations.ts';
import * as permissions from './permissions.ts';
import * as routes from './routes.ts';
import * as store from './store.ts';
import * as views from './views.ts';
import { AUDIT_LABELS } from './views.ts';

/** Ours: as many as one card shows well, with a few that each may mean. */
const SHOWN = 8;
const NEAR_SHOWN = 2;

async function readPage({ tx }: Work): Promise<Message> {
  const all = await store.readKnownOrganisations(tx);
  const proposed = all.filter(({ state, people, isTwin }) => isTwin || (state === 'proposed' && people > 0));
  const proposals = proposed.slice(0, SHOWN).map((organisation) => ({
    organisation,
    near: nearest(all, organisation.name, organisation.id).slice(0, NEAR_SHOWN),
  }));
  const confirmed = all.filter(({ state, isTwin }) => state === 'confirmed' && !isTwin).length;
  return views.organisationsPage(proposals, proposed.length - proposals.length, confirmed);
}

/** Those that it may mean, the confirmed ones first. */
const nearest = (all: readonly store.KnownOrganisation[], name: string, except?: string) =>
  all
    .filter((other) => other.id !== except && areNear(other.name, name))
    .sort((a, b) => Number(b.state === 'confirmed') - Number(a.state === 'confirmed') || b.people - a.people);

type One = { organisation: string };
type Two = { from: string; into: string };

async function confirm(context: Context, { organisation }: One): Promise<Update> {
  const { tx, actor, now } = context;
  if (await store.confirmOrganisation(tx, organisation))
    await recordAudit(tx, {
      at: now,
      actor: actor.member,
      action: 'organisation.confirmed',
      record: `organisation:${organisation}`,
    });
  await listToLookAt(context);
  return update(await readPage(context));
}

async function askToMerge(context: Context, { from, into }: Two): Promise<Update> {
  const found = await store.lockOrganisations(context.tx, [from, into]);
  const [one, other] = [found.get(from), found.get(into)];
  if (!one || !other || from === into) return update(views.gone);
  return update(await lookAtMerge(context, one, other));
}

/** The two before they are one: who moves, and how much of what is under way it touches. */
async function lookAtMerge(
  context: Context,
  from: store.KnownOrganisation,
  into: store.KnownOrganisation,
): Promise<Message> {
  const moving = await store.readBelonging(context.tx, from.id);
  const joining = await store.readBelonging(context.tx, into.id);
  let open = 0;
  for (const feature of context.features)
    open += (await feature.people?.touchedByMerge?.(context, moving, joining)) ?? 0;
  return views.confirmMerge(from, into, open);
}

/** Whose organisation is another by it is told to every feature, as if they had said so themselves (A8, C4). */
async function merge(context: Context, { from, into }: Two): Promise<Update> {
  const { tx, actor, now } = context;
  const found = await store.lockOrganisations(tx, [from, into]);
  const [one, other] = [found.get(from), found.get(into)];
  if (!one || !other || from === into) return update(views.gone);
  const moving = await store.readBelonging(tx, one.id);
  await store.mergeOrganisations(tx, one, other);
  await recordAudit(tx, {
    at: now,
    actor: actor.member,
    action: 'organisation.merged',
    record: `organisation:${into}`,
  });
  for (const member of moving) await tellChanged(context, member, ['organisation']);
  await listToLookAt(context);
  return update(views.merged(one.name, other.name, moving.length));
}

async function lookUp(
  { tx }: Context,
  { values: { name } }: { values: { name: string } },
): Promise<OpenForm | Invalid> {
  const all = await store.readKnownOrganisations(tx);
  const found = all.find((one) => organisationKey(one.name) === organisationKey(name));
  if (found) return open(views.organisationForm(found));
  return invalid({ name: views.notFound(nearest(all, name).slice(0, NEAR_SHOWN)) });
}

async function show({ tx }: Context, { organisation }: One): Promise<OpenForm | Say> {
  const found = (await store.lockOrganisations(tx, [organisation])).get(organisation);
  return found ? open(views.organisationForm(found)) : say(views.gone);
}

async function save(
  context: Context,
  {
    state: { organisation },
    values,
  }: {
    state: { organisation?: string | undefined };
    values: z.output<typeof routes.saveOrganisation.input>;
  },
): Promise<Say | Invalid> {
  const { tx, actor, now } = context;
  const { name, kind, area, sameAs } = values;
  const found = organisation && (await store.lockOrganisations(tx, [organisation])).get(organisation);
  if (organisation && !found) return say(views.gone);
  if (found && sameAs) {
    const all = await store.readKnownOrganisations(tx);
    const same = all.filter((one) => organisationKey(one.name) === organisationKey(sameAs));
    const other = same.find(({ id }) => id !== found.id) ?? same[0];
    if (!other) return invalid({ sameAs: views.notFound([]) });
    return other.id === found.id
      ? invalid({ sameAs: views.thatIsItself })
      : say(await lookAtMerge(context, found, other));
  }
  const words = { name, kind: kind ?? null, area: area || null };
  const written = await store.writeOrganisation(tx, organisation, words);
  if ('taken' in written) return invalid({ name: views.nameTaken(written.taken) });
  await recordAudit(tx, {
    at: now,
    actor: actor.member,
    action: 'organisation.saved',
    record: `organisation:${written.id}`,
  });
  await listToLookAt(context);
  return say(views.saved(name));
}

const showPage = async (context: Context): Promise<Say> => say(await readPage(context));

const bindings: readonly Binding[] = [
  on(routes.organisations, showPage),
  on(routes.openOrganisations, showPage),
  on(routes.confirmOrganisation, confirm),
  on(routes.askToMerge, askToMerge),
  on(routes.merge, merge),
  on(routes.openNewOrganisation, () => open(views.organisationForm(undefined))),
  on(routes.openFindOrganisation, () => open(views.findForm)),
  on(routes.findOrganisation, lookUp),
  on(routes.openOrganisation, show),
  on(routes.saveOrganisation, save),
];

/** The organisations that people belong to, each written down once. */
export const organisations: Feature = {
  name: 'organisations',
  permissions,
  messages: MESSAGES,
  delivery: { listedAs: 'membership' },
  helpLine: OWN_PAGES,
  privacy: { auditLabels: AUDIT_LABELS },
  bindings,
  people: {
    async changed(work, member, what) {
      if (what.includes('organisation') && (await store.namesProposed(work.tx, member)))
        await listToLookAt(work);
    },
  },
  settings: async () => ({ place: 7, rows: [], coordinating: [views.organisationsButton] }),
};
