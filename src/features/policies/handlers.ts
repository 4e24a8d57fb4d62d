import type { z } from 'zod';
import type { Beginning } from '../../bot/beginning.ts';
import type { Binding, Context, Feature } from '../../bot/feature.ts';
import { OWN_PAGES } from '../../bot/home.ts';
import { show, unlist } from '../../bot/messages/say.ts';
import { on } from '../../bot/on.ts';
import { type Button, type Message, message } from '../../chat/message.ts';
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
import { MESSAGES, toReadCard } from './messages.ts';
import { askAboutNew, askToRead, changeNeeds, acknowledge as noteRead, readReaders } from './operations.ts';
import * as permissions from './permissions.ts';
import * as routes from './routes.ts';
import type { PolicyKind } from './rules/policies.ts';
import * as store from './store.ts';
import { reviewPolicies } from './sweep.ts';
import { AUDIT_LABELS } from './views/audit-labels.ts';
import * as forms from './views/forms.ts';
import * as views from './views/policies.ts';

/** One document at a time, until everything that this needs is read. */
async function readFirst(
  { tx, actor }: Context,
  what: Beginning,
  after: Button,
): Promise<Message | undefined> {
  const [policy] = await store.readMissing(tx, actor.member, what);
  return policy && views.readFirst(policy, what, after);
}

type Acknowledged = z.output<typeof routes.acknowledge.input>;

/** The version that was shown; one that no longer holds is not confirmed (E24). */
async function acknowledge(
  context: Context,
  { policy: id, what, after: pressed }: Acknowledged,
): Promise<Say | Update> {
  const { tx, actor } = context;
  const policy = (await store.readCurrent(tx)).find((one) => one.id === id);
  if (!policy) return say(views.replaced);
  await noteRead(context, policy, actor.member);
  const after = pressed && toButton(pressed);
  const read = { policy, member: actor.member, readBefore: false, isRead: true } as const;
  if (what) unlist(context, toReadCard, [read]);
  else show(context, toReadCard, read);
  const next = what && after && (await readFirst(context, what, after));
  return update(next ?? message(views.acknowledgedCard(after)));
}

const toButton = ({ opensForm, ...rest }: NonNullable<Acknowledged['after']>): Button => ({
  ...rest,
  style: 'primary',
  ...(opensForm && { opensForm }),
});

async function showDocuments({ tx, actor }: Context): Promise<OpenForm> {
  const [current, read] = [await store.readCurrent(tx), await store.readAcknowledged(tx, actor.member)];
  return open(views.documentsPage(current, read, await store.readBasis(tx)));
}

// --- for coordinators --------------------------------------------------------------------------------------------------

async function showPolicies({ tx }: Context): Promise<Say> {
  const current = await store.readCurrent(tx);
  return say(forms.policiesPage(current, await store.readNeeds(tx), await store.readBasis(tx)));
}

type OfKind = { kind: PolicyKind };

async function openNewPolicy({ tx }: Context, { kind }: OfKind): Promise<OpenForm> {
  return open(
    forms.policyForm(
      kind,
      (await store.readCurrent(tx)).find((one) => one.kind === kind),
    ),
  );
}

async function savePolicy(
  context: Context,
  { state: { kind }, values }: { state: OfKind; values: z.output<typeof routes.savePolicy.input> },
): Promise<Say | Invalid> {
  if (values.reviewOn <= values.approvedOn) return invalid({ reviewOn: forms.reviewFirst });
  const { url = null, ...words } = values;
  const draft = await store.writeDraft(context.tx, { ...words, kind, url });
  return say(forms.confirmPublish(draft, (await readReaders(context, draft)).length));
}

async function publishPolicy(context: Context, { policy: id }: { policy: string }): Promise<Say | Update> {
  const { tx, actor, now } = context;
  const policy = await store.lockPolicy(tx, id);
  const before = (await store.readCurrent(tx)).find(({ kind }) => kind === policy?.kind);
  if (!policy || !(await store.publish(tx, id, now))) return say(forms.publishedBefore);
  const readers = await askAboutNew(context, policy, before);
  await recordAudit(tx, {
    at: now,
    actor: actor.member,
    action: 'policy.published',
    record: `policy:${id}`,
    why: `${policy.title}, version ${policy.version}`,
  });
  return update(forms.published(policy, readers.length));
}

async function openNeeds({ tx }: Context, { kind }: OfKind): Promise<OpenForm> {
  const needs = (await store.readNeeds(tx)).filter((one) => one.kind === kind);
  return open(
    forms.needsForm(
      kind,
      needs.map(({ what }) => what),
    ),
  );
}

async function saveNeeds(
  context: Context,
  { state: { kind }, values: { what } }: { state: OfKind; values: { what: Beginning[] } },
): Promise<Say> {
  const { tx, actor, now } = context;
  const readers = await changeNeeds(context, kind, [...new Set(what)]);
  await recordAudit(tx, { at: now, actor: actor.member, action: 'policy.needed', record: `policy:${kind}` });
  return say(forms.needsSaved(kind, what, readers.length));
}

/** Those who had begun before something was needed, asked by the coordinator's own press: the second screen of a fan-out. */
async function askBegun(context: Context, { kind }: OfKind): Promise<Say | Update> {
  const policy = (await store.readCurrent(context.tx)).find((one) => one.kind === kind);
  const readers = policy ? await readReaders(context, policy) : [];
  askToRead(context, readers);
  return update(forms.begunAsked(kind, readers.length));
}

async function openBasis({ tx }: Context): Promise<OpenForm> {
  return open(forms.basisForm(await store.readBasis(tx)));
}

async function saveBasis(
  { tx, actor, now }: Context,
  { values }: { values: z.output<typeof routes.saveBasis.input> },
): Promise<Say> {
  await store.writeBasis(tx, { ...values, note: values.note || null, recordedAt: now });
  await recordAudit(tx, { at: now, actor: actor.member, action: 'basis.recorded', record: 'network' });
  return say(forms.basisSaved);
}

const bindings: readonly Binding[] = [
  on(routes.openDocuments, showDocuments),
  on(routes.acknowledge, acknowledge),
  on(routes.policies, showPolicies),
  on(routes.openPolicies, showPolicies),
  on(routes.openNewPolicy, openNewPolicy),
  on(routes.savePolicy, savePolicy),
  on(routes.publishPolicy, publishPolicy),
  on(routes.openNeeds, openNeeds),
  on(routes.saveNeeds, saveNeeds),
  on(routes.askBegun, askBegun),
  on(routes.openBasis, openBasis),
  on(routes.saveBasis, saveBasis),
];

/** What a network asks people to read before they begin something, and the reasons for which it keeps data. */
export const policies: Feature = {
  name: 'policies',
  permissions,
  messages: MESSAGES,
  delivery: { listedAs: 'membership' },
  helpLine: OWN_PAGES,
  privacy: { auditLabels: AUDIT_LABELS },
  bindings,
  sweeps: [reviewPolicies],
  people: { readFirst },
};
