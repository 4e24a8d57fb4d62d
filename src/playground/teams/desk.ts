import { NotThere, type Seen, type SimulatedPerson } from '../simulated.ts';
import type { Bot, BotAnswer } from './bot.ts';
import { readPress, readTask } from './dialog.ts';
import { isObject, type Json, words } from './json.ts';
import { drawScreen, initialValues, type Screen } from './screen.ts';
import { type Citizen, cardOf, type Post, type Room, type Sheet, shown, type World } from './world.ts';

/** What Teams itself says when an answer of the bot is of no use. */
const clientError = 'Something went wrong. Please try again.';

/** What somebody has in front of them, and what becomes of a press. */
export interface Desk {
  readonly last: SimulatedPerson['last'];
  deliver(activity: Json): Promise<BotAnswer>;
  invoke(room: Room, activity: Json): Promise<BotAnswer>;
  /** The open form: the dialog, else the newest one in the chat. */
  sheet(): Sheet | undefined;
  /** The dialog for `form`, else the card of that message. */
  sheetAt(place: string): Sheet | undefined;
  /** Words that a dialog ended with, until it is put away. */
  readonly parting: { id: string; text: string } | undefined;
  draw(sheet: Sheet): Screen;
  press(label: string, on: string | undefined): Promise<void>;
  pressAction(on: Sheet, action: Json): Promise<void>;
  dismiss(): void;
}

export function createDesk(world: World, bot: Bot, citizen: Citizen): Desk {
  const { user, timeZone } = citizen;
  const drafts = new WeakMap<Json, Pick<Sheet, 'values' | 'names'>>();
  const dismissed = new WeakSet<Json>();
  let parting: Desk['parting'];
  let last: SimulatedPerson['last'];

  const see = (kind: Seen['kind'], room: Room, text: string, buttons: readonly string[] = []) =>
    world.see(user, { kind, conversation: room.id, text, preview: '', buttons });
  const rooms = () => [...world.rooms.values()].filter(({ members }) => members.has(user));
  const draw = ({ card, values }: Sheet): Screen => drawScreen(card, timeZone, values);

  async function deliver(activity: Json): Promise<BotAnswer> {
    const answer = await bot.deliver(activity);
    last = { status: answer.status, ms: answer.ms };
    return answer;
  }

  const invoke = (room: Room, activity: Json) =>
    deliver({ ...bot.envelope(citizen, room), type: 'invoke', ...activity });

  /** The newest form in the direct chat that was neither sent nor put aside. */
  function inlineSheet(): Sheet | undefined {
    const room = world.personalRoom(user);
    const post = room.posts.findLast((one) => {
      const card = cardOf(one, user);
      return card !== undefined && !dismissed.has(card) && drawScreen(card, timeZone).submit !== undefined;
    });
    return post && sheetOf(room, post);
  }

  function sheetOf(room: Room, post: Post): Sheet {
    const card = cardOf(post, user) ?? {};
    const draft = drafts.get(card) ?? { values: initialValues(card), names: new Map() };
    drafts.set(card, draft);
    const title = drawScreen(card, timeZone).text.split('\n')[0] ?? '';
    return { id: post.id, title, card, ...draft, room, post, isDialog: false };
  }

  const dialogNow = () => world.dialogs.get(user);
  const sheet = () => dialogNow() ?? inlineSheet();

  function sheetAt(place: string): Sheet | undefined {
    if (place === 'form') return dialogNow();
    const room = world.personalRoom(user);
    const post = room.posts.find(({ id }) => id === place);
    return post && cardOf(post, user) ? sheetOf(room, post) : undefined;
  }

  /** Presses a button of a card or a dialog, with the inputs that it sends. */
  async function pressAction(on: Sheet, action: Json): Promise<void> {
    parting = undefined;
    const inputs = action.associatedInputs === 'none' ? {} : Object.fromEntries(on.values);
    const data = { ...(isObject(action.data) ? action.data : {}), ...inputs };
    if (action.type === 'Action.OpenUrl') return;
    if (on.isDialog) return showTask('task/submit', on, data);
    if (action.type === 'Action.Submit') {
      const { msteams, ...rest } = data as Json;
      if (!isObject(msteams) || msteams.type !== 'task/fetch')
        throw new Error(`"${words(action.title)}" sends nothing that this bot would hear`);
      return showTask('task/fetch', on, { ...rest, type: 'task/fetch' });
    }
    const { title, verb } = action;
    const value = { action: { type: 'Action.Execute', title, verb, data }, trigger: 'manual' };
    const answer = await invoke(on.room, { name: 'adaptiveCard/action', replyToId: on.post.id, value });
    showPress(on, answer);
  }

  function showPress({ room, post }: Sheet, { status, body }: BotAnswer): void {
    const answer = readPress(status, body);
    if (answer.kind === 'card') world.replace(room, post, user, answer.card);
    else if (answer.kind === 'words') see('private', room, answer.text);
    else complain(room, answer.reason);
  }

  async function showTask(invokeName: 'task/fetch' | 'task/submit', on: Sheet, data: Json): Promise<void> {
    const { room, post } = on;
    const fetched = invokeName === 'task/fetch' ? { replyToId: post.id } : {};
    const value = { data, context: { theme: 'default' } };
    const { status, body } = await invoke(room, { name: invokeName, ...fetched, value });
    const answer = readTask(invokeName, status, body);
    if (answer.kind === 'continue') {
      const { title, card } = answer;
      const drawn: Sheet = {
        id: world.newId(),
        title,
        card,
        values: initialValues(card),
        names: new Map(),
        room,
        post,
        isDialog: true,
      };
      world.dialogs.set(user, drawn);
      const { text, buttons, errors } = draw(drawn);
      const kind = Object.keys(errors).length > 0 ? 'form-errors' : 'form';
      const labels = buttons.map(({ label }) => label);
      see(kind, room, `${title}\n${text}`, labels);
      return;
    }
    if (answer.kind === 'broken') return complain(room, answer.reason);
    closeDialog();
    if (answer.kind !== 'message') return;
    parting = { id: world.newId(), text: answer.text };
    see('form', room, answer.text);
  }

  function complain(room: Room, reason: string): void {
    world.refusals.push(reason);
    see('private', room, clientError);
  }

  function closeDialog(): void {
    const dialog = dialogNow();
    world.dialogs.delete(user);
    if (dialog) see('form-closed', dialog.room, dialog.title);
  }

  /** The newest card with such a button, among all that this person sees. */
  function findButton(label: string, on: string | undefined): { sheet: Sheet; action: Json } {
    const there: string[] = [];
    const posts = rooms().flatMap((room) => room.posts.map((post) => ({ room, post })));
    for (const { room, post } of posts.sort((a, b) => Number(b.post.id) - Number(a.post.id))) {
      const card = cardOf(post, user);
      if (!card || !shown(world, post, user).text.includes(on ?? '')) continue;
      const { buttons } = drawScreen(card, timeZone);
      const button = buttons.find((one) => one.label === label);
      if (button) return { sheet: sheetOf(room, post), action: button.action };
      there.push(...buttons.map((one) => one.label));
    }
    throw new NotThere(`no button "${label}" for ${user}; there are: ${there.join(', ') || 'none'}`);
  }

  return {
    get last() {
      return last;
    },
    deliver,
    invoke,
    sheet,
    sheetAt,
    get parting() {
      return parting;
    },
    draw,
    pressAction,
    async press(label, on) {
      const dialog = dialogNow();
      const inDialog = dialog && draw(dialog).buttons.find((one) => one.label === label);
      if (dialog && inDialog) return pressAction(dialog, inDialog.action);
      const found = findButton(label, on);
      // A dialog covers the chat: to reach a card behind it, it is closed.
      closeDialog();
      await pressAction(found.sheet, found.action);
    },
    dismiss() {
      parting = undefined;
      const open = sheet();
      if (dialogNow()) closeDialog();
      else if (open) dismissed.add(open.card);
    },
  };
}
