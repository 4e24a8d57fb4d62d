import type { Binding, Context, Feature } from '../../../bot/feature.ts';
import { on } from '../../../bot/on.ts';
import type { SettingsPart } from '../../../bot/page-parts.ts';
import { mayUse } from '../../../bot/permissions.ts';
import type { Block, Card } from '../../../chat/message.ts';
import { type OpenForm, open } from '../../../chat/reply.ts';
import { helplineNotesOf } from '../../../directory/own-helplines.ts';
import { readSafety } from '../../../directory/safety.ts';
import { MESSAGES } from '../messages.ts';
import * as permissions from '../permissions.ts';
import * as routes from '../routes.ts';
import { exportAsked } from '../store/erasure.ts';
import { hasAskable, readTopicsOf } from '../store/topics.ts';
import { readUnansweredTopics } from '../store/waiting.ts';
import { inviteAll, turnOver } from '../sweep.ts';
import { askButton } from '../views/asker.ts';
import { AUDIT_LABELS } from '../views/audit-labels.ts';
import { askedRow, foundNobodyRow } from '../views/topics.ts';
import { peoplePage } from '../views/words.ts';
import * as ask from './ask.ts';
import * as asker from './asker.ts';
import { erase, retention } from './erasure.ts';
import * as guards from './guards.ts';
import { handover } from './handover.ts';
import * as reader from './reader.ts';
import * as share from './share.ts';
import * as topics from './topics.ts';
import { lost, readUndeliveredCards } from './undelivered.ts';

/** What could not be brought to whoever asked without a name: all else that waits has rows, and these have none. */
const unnamedCards = async (context: Context): Promise<readonly Card[]> =>
  mayUse(context.actor, 'members') ? readUndeliveredCards(context) : [];

async function settings({ tx, actor }: Context): Promise<SettingsPart> {
  const asked = await readTopicsOf(tx, actor.member);
  return { place: 4, rows: asked.length > 0 ? [askedRow(asked)] : [] };
}

async function status({ tx }: Context): Promise<readonly Block[]> {
  const unanswered = await readUnansweredTopics(tx);
  return unanswered.length > 0 ? [foundNobodyRow(unanswered)] : [];
}

const mayAsk = async (context: Context): Promise<boolean> =>
  mayUse(context.actor, 'members') &&
  (await context.once('safety', () => readSafety(context.tx, context.now))).open &&
  (await hasAskable(context.tx, context.actor.member));

async function showPeople({ tx, actor, now }: Context): Promise<OpenForm> {
  const safety = await readSafety(tx, now);
  return open(peoplePage(safety.nation, helplineNotesOf(safety, now, mayUse(actor, 'members'))));
}

const bindings: readonly Binding[] = [
  on(routes.ask, ask.startAsking),
  on(routes.openAsk, (context) => ask.startAsking(context, '')),
  on(routes.draft, ask.checkDraft),
  on(routes.askAnyway, ask.askAnyway),
  on(routes.send, ask.send),
  on(routes.openMore, guards.readOwnQuestion, asker.openMore),
  on(routes.addMore, guards.ownQuestion, asker.addMore),
  on(routes.askAgain, guards.readOwnQuestion, ask.askAgain),
  on(routes.takeBack, guards.ownQuestion, asker.takeBack),
  on(routes.restore, guards.ownQuestion, asker.restore),
  on(routes.readAnswer, guards.ownQuestion, asker.readAnswer),
  on(routes.thank, guards.answerToOwn, asker.thank),
  on(routes.share, guards.answerToOwn, asker.share),
  on(routes.decideSuggestion, guards.ownQuestion, asker.decideSuggestion),
  on(routes.people, showPeople),
  on(routes.read, guards.ownTurn, reader.read),
  on(routes.take, guards.ownTurn, reader.take),
  on(routes.answer, guards.ownTurnWithWords, reader.answer),
  on(routes.pass, guards.ownTurn, reader.pass),
  on(routes.openSuggest, guards.readOwnTurn, reader.openSuggest),
  on(routes.suggest, guards.ownTurn, reader.suggest),
  on(routes.worried, guards.onceTheirs, reader.showWorried),
  on(routes.openEdit, guards.readOwnAnswer, share.openEdit),
  on(routes.publish, guards.ownAnswer, share.publish),
  on(routes.keep, guards.ownAnswer, share.keep),
  on(routes.takeDown, guards.ownPublished, share.takeDown),
  on(routes.topics, topics.showTopics),
  on(routes.openTopics, topics.showTopics),
  on(routes.openTopic, topics.openTopic),
  on(routes.saveTopic, topics.saveTopic),
  on(routes.retire, topics.retire),
  on(routes.answerTopic, topics.answerTopic),
  on(routes.leaveTopic, topics.leaveTopic),
];

export const questions: Feature = {
  name: 'questions',
  permissions,
  messages: MESSAGES,
  bindings,
  privacy: {
    auditLabels: AUDIT_LABELS,
    holds: { 'question.asker_id': 'questions', 'question_topic_person.member_id': 'topics' },
    erase,
    retention,
    export: ({ tx, vault }, member) => exportAsked(tx, vault, member),
  },
  sweeps: [turnOver, inviteAll],
  unnamedCards,
  homeActions: [{ button: askButton, for: 'members', rank: 10 }],
  settings,
  status,
  handover,
  delivery: { lost },
  discreet: true,
  suggestedActions: async (context) => ((await mayAsk(context)) ? [askButton] : []),
};
