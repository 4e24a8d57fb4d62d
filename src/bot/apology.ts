import type { Inbound } from '../chat/inbound.ts';
import type { Message } from '../chat/message.ts';
import { invalid, none, type Reply, say } from '../chat/reply.ts';
import { fateOf, isPublic, minded } from './attach-crisis-help.ts';
import { concernUrl } from './concern-page.ts';
import { readConcern, wordsIn } from './crisis.ts';
import { withCrisisHelp } from './crisis-help.ts';
import type { Settings } from './settings.ts';
import {
  databaseDown,
  elsewhere,
  elsewhereInForm,
  perhapsInForm,
  sorry,
  sorryInForm,
  unclear,
  unclearInForm,
  wordsShut,
  wordsShutInForm,
} from './words.ts';

/** What went wrong with a delivery, as the person reads it. */
export type Fault = 'down' | 'unknown' | 'broken' | 'unclear' | 'shut' | 'elsewhere';
const IN_CHAT: Record<Exclude<Fault, 'down' | 'unknown'>, Message> = {
  broken: sorry,
  unclear,
  shut: wordsShut,
  elsewhere,
};
const inChat = (fault: Fault, settings: Pick<Settings, 'publicUrl'>): Message =>
  fault === 'down' || fault === 'unknown'
    ? databaseDown(fault === 'unknown', concernUrl(settings))
    : IN_CHAT[fault];
const IN_FORM: Record<Fault, string> = {
  down: sorryInForm,
  unknown: perhapsInForm,
  broken: sorryInForm,
  unclear: unclearInForm,
  shut: wordsShutInForm,
  elsewhere: elsewhereInForm,
};

/** Needs no database, and no more do the words about a crisis: they come first here, too. */
export function apology(inbound: Inbound, fault: Fault, settings: Pick<Settings, 'publicUrl'>): Reply {
  if (inbound.kind === 'left') return none;
  if (inbound.kind === 'lookup') return { kind: 'options', options: [] };
  const reply = inbound.kind === 'submission' ? invalid({}, IN_FORM[fault]) : say(inChat(fault, settings));
  const concern = readConcern(wordsIn(inbound));
  if (!concern) return minded(inbound, reply);
  const known = { safeguarding: undefined, nation: 'unknown', buttons: [] } as const;
  const what = fault === 'unknown' ? 'answered' : fateOf(inbound);
  return withCrisisHelp(reply, { concern, fate: what, isPublic: isPublic(inbound), ...known });
}
