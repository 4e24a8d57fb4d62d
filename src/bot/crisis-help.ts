import {
  type Block,
  type Button,
  bold,
  type Card,
  type Message,
  message,
  paragraph,
  plainText,
  small,
} from '../chat/message.ts';
import { type OpenForm, type Reply, say } from '../chat/reply.ts';
import {
  domesticAbuseLine,
  EMERGENCY,
  type Nation,
  nationalLine,
  SAMARITANS,
  SHOUT,
} from '../directory/helplines.ts';
import type { Concern } from './crisis.ts';

/** For whoever typed something where others read along. */
export const othersSee = 'Others can see what you typed; you can delete it.';

/**
 * What became of the words: typed in a chat, or as a command that stands in none, and kept by nobody; sent in a form as
 * the person asked; answered below; or not sent yet.
 */
export type Fate = 'chat' | 'command' | 'form' | 'answered' | 'unsent';

const KEPT_NONE = 'I’ve kept none of it and told nobody.';
const FATES: Record<Fate, string> = {
  chat: `${KEPT_NONE} It stays in this chat unless you delete it.`,
  command: `${KEPT_NONE} You typed it as a command: it stands in no chat, and nobody else was shown it.`,
  form: 'What you pressed has been done, as you asked. If it went to somebody, it may be tomorrow before they read it.',
  // Kept for oneself, sent, or too late: the answer says which.
  answered: 'What became of it stands below. If it went to somebody, it may be tomorrow before they read it.',
  unsent: 'Nothing has been sent yet: that’s still up to you, below.',
};

/** The last line, true to what happened. */
function fateLine({ fate, isPublic, done }: Omit<CrisisParts, 'buttons'>): Block {
  if (done !== undefined) return paragraph(done);
  if (!isPublic) return paragraph(FATES[fate]);
  return paragraph(`${fate === 'chat' ? KEPT_NONE : FATES[fate]} ${othersSee}`);
}

const TITLES: Record<Concern, string> = {
  self: 'Thank you for saying that',
  abuse: `If someone is hurting or frightening you: ${EMERGENCY}`,
  others: `If somebody else is in danger now: ${EMERGENCY}`,
};

export function crisisBlocks(parts: Omit<CrisisParts, 'buttons'>): Block[] {
  const { concern, isPublic, safeguarding, nation } = parts;
  switch (concern) {
    case 'self':
      return [
        paragraph(
          `I’m a bot: I can’t judge how you are, and ${isPublic ? 'I can’t tell who has read this' : 'nobody has read this yet'}. Please talk to a person now.`,
        ),
        paragraph('Life at risk, or you can’t keep yourself safe: ', bold(EMERGENCY), ' or A&E.'),
        paragraph('Samaritans ', bold(SAMARITANS), ', free, day and night. Text SHOUT to ', bold(SHOUT), '.'),
        paragraph(nationalLine(nation)),
        fateLine(parts),
      ];
    case 'abuse':
      return [
        paragraph('Can’t speak? On a mobile, stay on the line and press 55 when asked.'),
        paragraph(domesticAbuseLine(nation)),
        fateLine(parts),
      ];
    case 'others':
      return [
        paragraph('Please leave out names. Otherwise follow your organisation’s safeguarding steps today.'),
        ...(safeguarding === undefined ? [] : [paragraph(safeguarding)]),
        paragraph('To talk to someone yourself: Samaritans ', bold(SAMARITANS), ', free, any time.'),
        fateLine(parts),
      ];
  }
}

export interface CrisisParts {
  concern: Concern;
  fate: Fate;
  /** It was typed where others read along. */
  isPublic: boolean;
  /** What was done, where that is known better than by `fate`. */
  done?: string;
  safeguarding: string | undefined;
  nation: Nation;
  buttons: readonly Button[];
}

export function crisisMessage(parts: CrisisParts, rest?: Card): Message {
  const { concern, buttons } = parts;
  const isSafe = concern === 'abuse' ? [paragraph('Is it safe to get messages here?')] : [];
  const body = [...crisisBlocks(parts), ...isSafe];
  if (!rest) return message({ title: TITLES[concern], body, actions: buttons });
  const title = rest.title === '' ? [] : [paragraph(bold(rest.title))];
  const follow: Block[] = [{ type: 'divider' }, ...title, ...rest.body];
  return message({
    title: TITLES[concern],
    body: [...body, ...follow],
    actions: [...(rest.actions ?? []), ...buttons],
  });
}

/** The words about a crisis come first, in the same exchange; what the person pressed is answered as well. */
export function withCrisisHelp(reply: Reply, parts: CrisisParts): Reply {
  switch (reply.kind) {
    case 'options':
      return reply;
    case 'say':
    case 'update': {
      const fate = parts.fate === 'form' ? 'answered' : parts.fate;
      return say(crisisMessage({ ...parts, fate }, reply.message.card ?? asCard(reply.message)));
    }
    case 'none': {
      const { words, actions = [] } = { words: undefined, ...reply.done };
      const fate = parts.fate === 'answered' ? 'form' : parts.fate;
      const done = words === undefined ? {} : { done: words, buttons: [...actions, ...parts.buttons] };
      return say(crisisMessage({ ...parts, fate, ...done }));
    }
    case 'form': {
      // Without anything to send it only shows what was done.
      const fate =
        reply.form.submit !== undefined ? 'unsent' : parts.fate === 'form' ? 'answered' : parts.fate;
      const words = crisisBlocks({ ...parts, fate });
      return sayAbove(reply, [paragraph(bold(TITLES[parts.concern])), ...words]);
    }
    case 'invalid': {
      // Nothing was sent, so the line about what happened to the words is left out.
      const words = crisisBlocks({ ...parts, fate: 'chat' })
        .slice(0, -1)
        .map((block) => (block.type === 'text' ? plainText(block.text) : ''));
      return { ...reply, form: [TITLES[parts.concern], ...words, reply.form].filter(Boolean).join(' ') };
    }
  }
}

const asCard = ({ text }: Message): Card => ({ title: '', body: [paragraph(text)] });

const sayAbove = (reply: OpenForm, above: readonly Block[]): OpenForm => ({
  ...reply,
  form: { ...reply.form, above: [...above, ...(reply.form.above ?? [])] },
});

/** Whoever typed in a channel is answered in private, and told that the words still stand there. */
export function sayOthersSee(reply: Reply): Reply {
  const note = small(othersSee);
  switch (reply.kind) {
    case 'say':
    case 'update': {
      const { text, card } = reply.message;
      const told = card && { ...card, body: [note, ...card.body] };
      return { ...reply, message: { text: `${text}\n${othersSee}`, ...(told && { card: told }) } };
    }
    case 'form':
      return sayAbove(reply, [note]);
    case 'none':
      return say(message({ title: 'About what you typed just now', body: [paragraph(othersSee)] }));
    default:
      return reply;
  }
}
