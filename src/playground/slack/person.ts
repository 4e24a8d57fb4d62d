import { NotThere } from '../simulated.ts';
import type { PersonAtScreen } from '../window.ts';
import { refuseMessage } from './api.ts';
import type { BotLine } from './bot-line.ts';
import { fillField, suggestions } from './fields.ts';
import { isObject } from './lint-parts.ts';
import { messageText, postMessage, typeWords } from './messages.ts';
import { escapeTyped, pressInView, pressOnMessage, slashCommand } from './payloads.ts';
import { buttonsIn, inputsIn, labelOf, type ShownButton, screenOf } from './screen.ts';
import type { Answered } from './socket.ts';
import { submitForm } from './submit.ts';
import { closeViews, formText, submitOf, titleOf } from './views.ts';
import { openWindow } from './window.ts';
import { directOf, type Json, join, show, topView, type World } from './world.ts';
import { wordsEvent } from './written.ts';

export function newPerson(world: World, line: BotLine, user: string): PersonAtScreen {
  const direct = directOf(user);
  let last: PersonAtScreen['last'];
  const note = async (answering: Promise<Answered>): Promise<Answered> => {
    const answered = await answering;
    last = { status: answered.status, ms: answered.ms };
    return answered;
  };
  const openHome = () => line.sendEvent({ type: 'app_home_opened', user, channel: direct, tab: 'home' });

  return {
    user,
    window: openWindow(world, line, user, note),
    get name() {
      return world.accounts.get(user)?.name ?? user;
    },
    async say(text, shape) {
      const before = world.messages.findLast(({ channel, author }) => channel === direct && author === user);
      const ts = typeWords(world, direct, user, text);
      await note(line.sendEvent(wordsEvent({ user, channel: direct, ts, text }, shape, before)));
    },
    async command(text, where) {
      const channel = where?.channel ?? direct;
      if (where) join(world, channel, user);
      show(world, {
        user,
        kind: 'typed',
        conversation: channel,
        text: `/${text.replace(/^\//, '')}`,
        preview: '',
        buttons: [],
      });
      const { body } = await note(line.sendCommand(slashCommand(world, line, user, channel, text)));
      showResponse(world, user, channel, body);
    },
    async mention(channel, text) {
      join(world, channel, user);
      const ts = typeWords(world, channel, user, `@Alongside ${text}`);
      if (!world.channels.get(channel)?.has(world.botUser)) return;
      await note(
        line.sendEvent({
          type: 'app_mention',
          channel,
          user,
          ts,
          text: `<@${world.botUser}> ${escapeTyped(text)}`,
        }),
      );
    },
    async press(label, on) {
      const payload = findButton(world, line, user, label, on);
      await note(line.sendInteraction(payload));
    },
    async fill(values) {
      const view = topView(world, user);
      if (!view) throw new NotThere(`${user} has no form open.`);
      for (const [label, value] of Object.entries(values))
        await fillField(world, line, user, view, label, value);
    },
    async submit() {
      await submitForm(world, line, user, note);
    },
    dismiss() {
      closeViews(world, user, 'one');
    },
    suggest: (field, query) =>
      suggestions(world, line, user, field, query).then((found) => found.map(({ label }) => label)),
    async openHome() {
      await note(openHome());
    },
    async install() {
      const account = world.accounts.get(user);
      if (account) account.isActive = true;
      await note(openHome());
    },
    async uninstall() {
      const account = world.accounts.get(user);
      if (account) account.isActive = false;
    },
    get form() {
      const view = topView(world, user);
      if (!view) return undefined;
      const inputs = inputsIn(view);
      const errors = inputs.flatMap((block): [string, string][] => {
        const error = view.errors[String(block.block_id)];
        return error === undefined ? [] : [[labelOf(block), error]];
      });
      return {
        title: titleOf(view),
        text: formText(world, user, view),
        submit: submitOf(view),
        fields: inputs.map(labelOf),
        picked: inputs.filter(({ element }) => (element as Json).type !== 'plain_text_input').map(labelOf),
        errors: Object.fromEntries(errors),
      };
    },
    get chat() {
      const mine = world.messages.filter(
        (posted) => posted.channel === direct && posted.onlyFor === undefined,
      );
      return mine.map((posted) => messageText(world, posted, user));
    },
    get seen() {
      return world.ledger.filter((seen) => seen.user === user);
    },
    get last() {
      return last;
    },
  };
}

/** The response to a slash command: only for the person who typed it. */
function showResponse(world: World, user: string, channel: string, body: unknown): void {
  if (body === undefined) return;
  const refusal = isObject(body) ? refuseMessage(body) : { error: 'invalid_response', detail: String(body) };
  if (refusal) {
    world.refusals.push(`slash command: ${refusal.error}: ${refusal.detail}`);
    return;
  }
  const { text, blocks, response_type } = body as { text: string; blocks?: Json[]; response_type?: string };
  const onlyFor = response_type === 'in_channel' ? {} : { onlyFor: user };
  postMessage(world, channel, { text, ...(blocks && { blocks }), ...onlyFor });
}

function findButton(world: World, line: BotLine, user: string, label: string, on: string | undefined): Json {
  const there: string[] = [];
  const find = (blocks: readonly Json[]): ShownButton | undefined => {
    const buttons = buttonsIn(blocks);
    there.push(...buttons.map((button) => button.label));
    const text = on === undefined ? '' : screenOf(world, blocks, user);
    return text.includes(on ?? '') ? buttons.find((button) => button.label === label) : undefined;
  };
  const view = topView(world, user);
  const inForm = view && find(view.view.blocks as Json[]);
  if (view && inForm) return pressInView(world, user, view, inForm);

  const home = world.homes.get(user);
  const cards = world.messages
    .filter((posted) => !posted.gone && canSee(world, user, posted))
    .map((posted) => ({
      seq: posted.seq,
      blocks: posted.blocks,
      press: (button: ShownButton) => pressOnMessage(world, line, user, posted, button),
    }));
  const shownHome = home && {
    seq: home.seq,
    blocks: home.view.view.blocks as Json[],
    press: (button: ShownButton) => pressInView(world, user, home.view, button),
  };
  for (const card of [...cards, ...(shownHome ? [shownHome] : [])].sort((a, b) => b.seq - a.seq)) {
    const button = find(card.blocks);
    if (!button) continue;
    // A modal covers the chat: to reach a card behind it, it is closed.
    closeViews(world, user, 'all');
    return card.press(button);
  }
  throw new NotThere(
    `${user} sees no button "${label}"${on === undefined ? '' : ` on "${on}"`}. There are: ${there.join(', ') || 'none'}.`,
  );
}

function canSee(world: World, user: string, posted: { channel: string; onlyFor?: string }): boolean {
  if (posted.onlyFor !== undefined) return posted.onlyFor === user;
  return posted.channel === directOf(user) || world.channels.get(posted.channel)?.has(user) === true;
}
