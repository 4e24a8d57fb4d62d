import { createHash } from 'node:crypto';
import type { Form } from '../../chat/form.ts';
import { isRecord, listOf, readForm } from '../../chat/form-data.ts';
import type { Conversation, Inbound, MessageRef, Sender } from '../../chat/inbound.ts';
import { cutTo } from '../../text/cut.ts';
import type { TeamsActivity } from './activity.ts';
import { inputPrefix, readDataset, unpackMember } from './input.ts';
import { limits } from './limits.ts';
import { referenceOf } from './reference.ts';
import { typedIn } from './typed.ts';

/** How the inbound reached us decides what may answer it: see answer.ts. */
export type Via = 'text' | 'install' | 'card' | 'fetch' | 'dialog' | 'search';

export interface Heard {
  via: Via;
  inbound: Inbound;
  /** The form that was sent, to draw it again when it is refused. */
  form?: Form | undefined;
  /** The names of chosen members, by field. */
  names?: Record<string, string>;
}

export type Parsed =
  | ({ kind: 'heard' } & Heard)
  /** *Open form* on a card that carries the form itself: nothing that the bot above has to hear of. */
  | { kind: 'open'; form: Form; card: string | undefined }
  | { kind: 'ignored' }
  /** An invoke that none of our buttons sends. */
  | { kind: 'unknown' };

const ignored: Parsed = { kind: 'ignored' };
const unknown: Parsed = { kind: 'unknown' };

export function parseActivity(activity: TeamsActivity): Parsed {
  // Two bots that answer each other never stop.
  if (activity.from.isBot) return ignored;
  switch (activity.type) {
    case 'message':
    case 'messageUpdate':
      return parseMessage(activity);
    case 'installationUpdate':
      return parseInstall(activity);
    case 'invoke':
      return parseInvoke(activity);
    default:
      return ignored;
  }
}

/** Typed, or changed afterwards. Outside the 1:1 chat only what mentions the bot is for it. */
function parseMessage(activity: TeamsActivity): Parsed {
  const mentioned = activity.mentions.filter(({ id }) => id === activity.bot.id);
  if (activity.conversation.kind !== 'direct' && mentioned.length === 0) return ignored;
  const mentions = mentioned.map(({ text }) => text);
  const words = { kind: 'message' as const, text: typedIn(activity, mentions) };
  if (activity.type === 'message')
    return { kind: 'heard', via: 'text', inbound: { ...about(activity, activity.id), ...words } };
  // It keeps its id however often it is changed.
  const changed = about(activity, `${activity.id}:edited:${activity.stamp}`);
  return { kind: 'heard', via: 'text', inbound: { ...changed, ...words, edited: true } };
}

/**
 * Installing sends conversationUpdate with membersAdded as well, with an id of its own: only installationUpdate counts.
 * A team or a group chat that installs the bot makes nobody known to it, and an upgrade is no new meeting.
 */
function parseInstall(activity: TeamsActivity): Parsed {
  const kind = { add: 'joined' as const, remove: 'left' as const }[activity.action];
  if (kind === undefined || activity.conversation.kind !== 'direct') return ignored;
  return { kind: 'heard', via: 'install', inbound: { ...about(activity, activity.id), kind } };
}

function parseInvoke(activity: TeamsActivity): Parsed {
  const { name, value } = activity;
  if (name === 'adaptiveCard/action' && isRecord(value.action))
    return parsePress(activity, 'card', value.action.verb, value.action.data, activity.replyToId);
  if (name === 'application/search') return parseSearch(activity);
  if (!isRecord(value.data)) return unknown;
  if (name === 'task/fetch') {
    const form = readForm(value.data.form);
    if (form) return { kind: 'open', form, card: activity.replyToId };
    return parsePress(activity, 'fetch', value.data.route, value.data, activity.replyToId);
  }
  if (name === 'task/submit')
    return parsePress(activity, 'dialog', value.data.route, value.data, stringOr(value.data.card, undefined));
  return unknown;
}

/** A button's data holds `value`, a form's submit button `state`. */
function parsePress(
  activity: TeamsActivity,
  via: Via,
  route: unknown,
  data: unknown,
  card: string | undefined,
): Parsed {
  if (typeof route !== 'string' || route === '') return unknown;
  const given = isRecord(data) ? data : {};
  const message: MessageRef | undefined =
    card === undefined ? undefined : { conversation: activity.conversation.id, id: card };
  const pressed = about(activity, pressId(activity, [via, route, card ?? '', JSON.stringify(given)]));
  if (typeof given.state === 'string') {
    const { values, names } = readValues(given);
    // An inline form is its own card: nothing else was pressed.
    const shown = via === 'card' ? {} : { ...(message && { message }) };
    const inbound: Inbound = { ...pressed, kind: 'submission', route, state: given.state, values, ...shown };
    return { kind: 'heard', via, inbound, form: readForm(given.form), names };
  }
  const value = stringOr(given.value, '');
  return {
    kind: 'heard',
    via,
    inbound: { ...pressed, kind: 'action', route, value, ...(message && { message }) },
  };
}

function parseSearch(activity: TeamsActivity): Parsed {
  const { dataset, queryText } = activity.value;
  if (typeof dataset !== 'string') return unknown;
  const { route, field } = readDataset(dataset);
  const query = stringOr(queryText, '');
  const inbound: Inbound = { ...about(activity, activity.id), kind: 'lookup', route, field, query };
  return { kind: 'heard', via: 'search', inbound };
}

/** Teams joins several choices with commas, and leaves empty inputs out or sends them empty. */
function readValues(data: Record<string, unknown>) {
  const [multi, members] = [new Set(listOf(data.multi, asString)), new Set(listOf(data.members, asString))];
  const values: Record<string, string | readonly string[]> = {};
  const names: Record<string, string> = {};
  for (const [key, given] of Object.entries(data)) {
    if (!key.startsWith(inputPrefix) || typeof given !== 'string' || given === '') continue;
    const id = key.slice(inputPrefix.length);
    if (id === '__proto__') continue;
    if (multi.has(id)) values[id] = given.split(',').filter((value) => value !== '');
    else if (members.has(id)) ({ value: values[id], name: names[id] } = unpackMember(given));
    // One more than can be written: what is too long is refused by its length, never cut and kept.
    else values[id] = cutTo(given, limits.written + 1);
  }
  return { values, names };
}

const asString = (value: unknown) => (typeof value === 'string' ? value : undefined);
const stringOr = <T>(value: unknown, otherwise: T) => (typeof value === 'string' ? value : otherwise);

/**
 * A message keeps its id when Teams sends it again; an invoke may come back with a new one. What stays is what was
 * pressed, by whom, where, and the moment of the press; two real presses of one button differ in that moment.
 */
function pressId(activity: TeamsActivity, pressed: readonly string[]): string {
  const moment = activity.stamp || activity.id;
  const parts = [activity.conversation.id, activity.replyToId ?? '', activity.from.id, moment, ...pressed];
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
}

function about(activity: TeamsActivity, id: string) {
  const { tenant, from, timeZone } = activity;
  const sender: Sender = {
    platform: 'teams',
    workspace: tenant,
    user: from.aadObjectId ?? from.id,
    ...(from.name !== undefined && { name: from.name }),
    ...(timeZone !== undefined && { timeZone }),
  };
  return {
    id: `teams:${tenant}:${activity.conversation.id}:${id}`,
    sender,
    conversation: conversationOf(activity),
  };
}

function conversationOf(activity: TeamsActivity): Conversation {
  const { id, kind } = activity.conversation;
  const [base = id, thread] = id.split(';messageid=');
  return {
    platform: 'teams',
    workspace: activity.tenant,
    id: base,
    kind,
    ...(thread !== undefined && { thread }),
    reference: referenceOf(activity),
  };
}
