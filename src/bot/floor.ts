import type { Inbound } from '../chat/inbound.ts';
import {
  type Block,
  type Button,
  bold,
  type Card,
  type Message,
  message,
  paragraph,
  plainText,
} from '../chat/message.ts';
import { type Reply, say } from '../chat/reply.ts';
import { domesticAbuseLine, type Nation, nationalLine, SAMARITANS } from './numbers.ts';

/** What somebody's words may be about. Only ever used to show numbers at once: never stored, counted, logged or reported. */
export type Concern = 'self' | 'abuse' | 'others';

const SELF = [
  /\bsuicid/i,
  /\bself[- ]?harm/i,
  /\b(kill|hurt|harm|cut|hang|drown)(ing)? myself\b/i,
  /\b(end|take|taking|ending) (it all|my (own )?life)\b/i,
  /\b(want|wanted|going|ready|rather) (to )?die\b/i,
  /\bbetter off (dead|without me)\b/i,
  /\bno (reason|point) (to|in) (live|living|go on|going on|being here)\b/i,
  /\bdo(n['’]?t| not) want to (live|be alive|be here any ?more|wake up|exist)\b/i,
  /\bcan(['’]?t|not) (go on|keep myself safe|do this any ?more)\b/i,
  /\b(taken|took|take) an overdose\b/i,
];
const ABUSE = [
  /\b(hit|hits|hitting|beat|beats|beating|hurts|hurting|kicks?|punched|punches|chok(es|ed)|strangl(es|ed)|threaten(s|ed|ing)?|rap(es|ed)|abus(es|ed|ing)) me\b/i,
  /\b(i am|i['’]?m|being) (abused|beaten|stalked|raped)\b/i,
  /\b(afraid|scared|frightened|terrified) of (him|her|them|my (partner|husband|wife|boyfriend|girlfriend|ex|father|mother|dad|mum|son|manager|boss))\b/i,
  /\bdomestic (abuse|violence)\b/i,
];
const OTHERS = [
  /\b(kill|hurt|harm|cut)(ing|s)? (himself|herself|themself|themselves)\b/i,
  /\b(he|she|they|client|person i support|somebody|someone|friend|colleague|son|daughter)\b.{0,30}\bsuicid/i,
  /\b(child|children|kid|baby|minor|young person|vulnerable adult)\b.{0,40}\b(abus|hurt|harm|neglect|beaten|unsafe|at risk|danger)/i,
  /\bsafeguarding (concern|issue|worry)\b/i,
];

/** What somebody typed, wherever they typed it. */
export function wordsIn(inbound: Inbound): string {
  if (inbound.kind === 'message' || inbound.kind === 'command') return inbound.text;
  if (inbound.kind !== 'submission') return '';
  return Object.values(inbound.values).flat().join('\n');
}

/** Read in memory, phrase by phrase, and forgotten. Somebody else is looked for first: "she may be suicidal" is about her. */
export function readConcern(words: string): Concern | undefined {
  const matches = (phrases: readonly RegExp[]) => phrases.some((phrase) => phrase.test(words));
  if (matches(OTHERS)) return 'others';
  if (matches(SELF)) return 'self';
  return matches(ABUSE) ? 'abuse' : undefined;
}

/** What was true of the words: typed in the chat and kept by nobody, sent in a form as the person asked, answered below, or not sent yet. */
export type Fate = 'chat' | 'form' | 'answered' | 'unsent';

const FATES: Record<Fate, string> = {
  chat: 'I’ve kept none of it and told nobody. It stays in this chat unless you delete it.',
  form: 'What you pressed has been done, as you asked. It may be tomorrow before it’s read.',
  // Kept for oneself, sent, or too late: the answer says which.
  answered: 'What became of it stands below. If it went to somebody, it may be tomorrow before they read it.',
  unsent: 'Nothing has been sent yet: that’s still up to you, below.',
};

const TITLES: Record<Concern, string> = {
  self: 'Thank you for saying that',
  abuse: 'If someone is hurting or frightening you: 999',
  others: 'If somebody else is in danger now: 999',
};

export function floorBlocks({ concern, fate, safeguarding, nation }: Omit<FloorParts, 'buttons'>): Block[] {
  switch (concern) {
    case 'self':
      return [
        paragraph(
          'I’m a bot: I can’t judge how you are, and nobody has read this yet. Please talk to a person now.',
        ),
        paragraph('Life at risk, or you can’t keep yourself safe: ', bold('999'), ' or A&E.'),
        paragraph(
          'Samaritans ',
          bold(SAMARITANS),
          ', free, day and night. Text SHOUT to ',
          bold('85258'),
          '.',
        ),
        paragraph(nationalLine(nation)),
        paragraph(FATES[fate]),
      ];
    case 'abuse':
      return [
        paragraph('Can’t speak? On a mobile, stay on the line and press 55 when asked.'),
        paragraph(domesticAbuseLine(nation)),
        paragraph(FATES[fate]),
      ];
    case 'others':
      return [
        paragraph('Please leave out names. Otherwise follow your organisation’s safeguarding steps today.'),
        ...(safeguarding === undefined ? [] : [paragraph(safeguarding)]),
        paragraph('To talk to someone yourself: Samaritans ', bold(SAMARITANS), ', free, any time.'),
        paragraph(FATES[fate]),
      ];
  }
}

export interface FloorParts {
  concern: Concern;
  fate: Fate;
  safeguarding: string | undefined;
  nation: Nation;
  buttons: readonly Button[];
}

export function floorMessage(parts: FloorParts, rest?: Card): Message {
  const { concern, buttons } = parts;
  const isSafe = concern === 'abuse' ? [paragraph('Is it safe to get messages here?')] : [];
  const body = [...floorBlocks(parts), ...isSafe];
  if (!rest) return message({ title: TITLES[concern], body, actions: buttons });
  const follow: Block[] = [{ type: 'divider' }, paragraph(bold(rest.title)), ...rest.body];
  return message({
    title: TITLES[concern],
    body: [...body, ...follow],
    actions: [...(rest.actions ?? []), ...buttons],
  });
}

/** The floor's words come first, in the same exchange; what the person pressed is answered as well. */
export function withFloor(reply: Reply, parts: FloorParts): Reply {
  switch (reply.kind) {
    case 'options':
      return reply;
    case 'say':
    case 'update':
      return say(
        floorMessage({ ...parts, ...(parts.fate === 'form' && { fate: 'answered' }) }, reply.message.card),
      );
    case 'none':
      return say(floorMessage(parts));
    case 'form': {
      const words = floorBlocks({ ...parts, fate: 'unsent' });
      return {
        ...reply,
        form: {
          ...reply.form,
          body: [
            paragraph(bold(TITLES[parts.concern])),
            ...words,
            { type: 'divider' },
            ...(reply.form.body ?? []),
          ],
        },
      };
    }
    case 'invalid': {
      // Nothing was sent, so the line about what happened to the words is left out.
      const words = floorBlocks({ ...parts, fate: 'chat' })
        .slice(0, -1)
        .map((block) => (block.type === 'text' ? plainText(block.text) : ''));
      return { ...reply, form: [TITLES[parts.concern], ...words, reply.form].filter(Boolean).join(' ') };
    }
  }
}
