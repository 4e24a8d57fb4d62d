import { changed, type Item, MOST_ITEMS, type OpenForm, type Typed, type Window } from '../window.ts';
import type { BotLine } from './bot-line.ts';
import { fillField, suggestions } from './fields.ts';
import { messageText } from './messages.ts';
import { pressInView, pressOnMessage } from './payloads.ts';
import { buttonsIn, mrkdwnWords, typedIn } from './screen.ts';
import type { Answered } from './socket.ts';
import { submitOf, titleOf } from './views.ts';
import { directOf, type Json, type OpenView, type Posted, topView, type World } from './world.ts';

/** One person's Slack, as a browser draws it. */
export function openWindow(
  world: World,
  line: BotLine,
  user: string,
  note: (answering: Promise<Answered>) => Promise<Answered>,
): Window {
  const isMine = ({ channel, onlyFor, gone }: Posted) =>
    channel === directOf(user) && !gone && (onlyFor === undefined || onlyFor === user);
  const viewAt = (place: string) => (place === 'home' ? world.homes.get(user)?.view : topView(world, user));

  const typeInto = async (view: OpenView, typed: Typed) => {
    for (const [label, value] of Object.entries(typed))
      await fillField(world, line, user, view, label, value);
  };

  return {
    look() {
      const view = topView(world, user);
      const home = world.homes.get(user)?.view;
      return {
        installed: world.accounts.get(user)?.isActive === true,
        chat: world.messages
          .filter(isMine)
          .slice(-MOST_ITEMS)
          .map((posted) => itemOf(world, posted, user)),
        ...(home && { home: blocksOf(world, home.view.blocks as Json[], user) }),
        ...(view && { form: formOf(world, view, user) }),
      };
    },
    async press(place, index, label, typed) {
      const view = place === 'home' || place === 'form' ? viewAt(place) : undefined;
      const posted = world.messages.find((one) => one.ts === place && isMine(one));
      const button = buttonsIn((view?.view.blocks as Json[] | undefined) ?? posted?.blocks ?? [])[index];
      if (!button || button.label !== label) throw changed(label);
      if (view && place === 'form') await typeInto(view, typed);
      await note(
        line.sendInteraction(
          view
            ? pressInView(world, user, view, button)
            : pressOnMessage(world, line, user, posted as Posted, button),
        ),
      );
    },
    async type(place, typed) {
      const view = viewAt(place);
      if (!view) throw new Error('That form is closed by now.');
      await typeInto(view, typed);
    },
    suggest: (_place, field, query) =>
      suggestions(world, line, user, field, query).then((found) => found.map(({ label }) => label)),
  };
}

function itemOf(world: World, posted: Posted, user: string): Item {
  const isBots = posted.author === world.botUser;
  return {
    id: posted.ts,
    from: isBots ? 'bot' : 'me',
    at: new Date(Number(posted.ts) * 1_000).toISOString(),
    ...(isBots && posted.blocks.length > 0
      ? { blocks: blocksOf(world, posted.blocks, user) }
      : { words: messageText(world, posted, user) }),
    ...(posted.onlyFor !== undefined && { isPrivate: true as const }),
    ...(posted.isEdited && { isEdited: true as const }),
  };
}

function formOf(world: World, view: OpenView, user: string): OpenForm {
  const submit = submitOf(view);
  return {
    // Another step of the same form is another screen: what has the focus there begins anew.
    id: `${view.id} ${view.hash}`,
    title: titleOf(view),
    blocks: blocksOf(world, view.view.blocks as Json[], user, view),
    ...(submit !== undefined && { submit }),
    close: String((view.view.close as Json | undefined)?.text ?? 'Close'),
  };
}

/** Blocks with what only the client knows: what was typed, what is to be mended, people's names and this person's zone. */
function blocksOf(world: World, blocks: readonly Json[], user: string, view?: OpenView): Json[] {
  const spoken = (object: Json): Json =>
    object.type === 'mrkdwn' && /<[!@]/.test(String(object.text))
      ? { ...object, text: resolve(world, String(object.text), user) }
      : object;
  const text = (value: unknown): unknown =>
    value && typeof value === 'object' && 'text' in value && 'type' in value ? spoken(value as Json) : value;
  return blocks.map((block) => {
    if (block.type === 'input')
      return {
        ...block,
        typed: view ? typedIn(view, block) : '',
        error: view?.errors[String(block.block_id)],
      };
    const elements = block.elements as Json[] | undefined;
    return {
      ...block,
      ...(block.text !== undefined && { text: text(block.text) }),
      ...(block.fields !== undefined && { fields: (block.fields as Json[]).map(text) }),
      ...(block.type === 'context' && { elements: (elements ?? []).map(text) }),
      ...(block.type === 'rich_text' && {
        elements: (elements ?? []).map((part) => richPart(world, part, user)),
      }),
    };
  });
}

/** References to people and moments as words; links and styles stay. */
function resolve(world: World, text: string, viewer: string): string {
  const escaped = (words: string) =>
    words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return text.replace(/<[!@][^<>]*>/g, (found) => escaped(mrkdwnWords(world, found, viewer)));
}

function richPart(world: World, part: Json, viewer: string): Json {
  const elements = (part.elements as Json[]).map((element) => {
    const seen = (written: string) => ({ type: 'text', text: mrkdwnWords(world, written, viewer) });
    if (element.type === 'user') return seen(`<@${String(element.user_id)}>`);
    if (element.type === 'date')
      return seen(
        `<!date^${String(element.timestamp)}^${String(element.format)}|${String(element.fallback)}>`,
      );
    return element;
  });
  return { ...part, elements };
}
