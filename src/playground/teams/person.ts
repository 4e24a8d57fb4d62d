import { NotThere, type Shape, type ShownForm } from '../simulated.ts';
import type { PersonAtScreen, Typed } from '../window.ts';
import type { Bot } from './bot.ts';
import { createDesk } from './desk.ts';
import { enter } from './fill.ts';
import { isObject, type Json, objects, words } from './json.ts';
import { openWindow } from './window.ts';
import { type Citizen, type Room, type Sheet, shown, type World } from './world.ts';

/** Somebody at a Teams client. */
export function createPerson(world: World, bot: Bot, citizen: Citizen): PersonAtScreen {
  const { user, name } = citizen;
  const desk = createDesk(world, bot, citizen);
  const offered = new Map<string, Map<string, string>>();
  /** What was said last. */
  let typed = '';

  async function type(room: Room, conversation: string, text: string, more: Json = {}): Promise<void> {
    const activity = {
      ...bot.envelope(citizen, room, conversation),
      id: world.newId(),
      type: 'message',
      text,
      textFormat: 'plain',
      ...more,
    };
    typed = activity.id;
    world.see(user, { kind: 'typed', conversation, text, preview: '', buttons: [] });
    await desk.deliver(activity);
  }

  /** What differs from plain words; shapes that only Slack has come plain. */
  function written(text: string, shape: Shape | undefined): Json {
    const html = { contentType: 'text/html', content: `<p>${text.replaceAll('&', '&amp;')}</p>` };
    const file = { contentType: 'application/vnd.microsoft.teams.file.download.info', name: 'photo.jpg' };
    switch (shape) {
      case 'with-file':
        return { attachments: [{ ...file, contentUrl: 'https://files.example/photo.jpg' }, html] };
      case 'passed-on':
        return { text: '', attachments: [html] };
      case 'edited':
        return { type: 'messageUpdate', id: typed };
      default:
        return {};
    }
  }

  function openSheet(): Sheet {
    const open = desk.sheet();
    if (!open) throw new NotThere(`${user} has no form open`);
    return open;
  }

  function inputOf(open: Sheet, label: string) {
    const { inputs } = desk.draw(open);
    const input = inputs.find((one) => one.label === label);
    if (!input) throw new NotThere(`no field "${label}" among ${inputs.map((one) => one.label).join(', ')}`);
    return input;
  }

  async function enterInto(open: Sheet, typed: Typed): Promise<void> {
    for (const [label, value] of Object.entries(typed)) {
      const input = inputOf(open, label);
      if (isObject(input.element['choices.data'])) await choose(open, label, String(value));
      else put(open, input.id, enter(input, value));
    }
  }

  function put(open: Sheet, id: string, entered: string): void {
    if (entered === '') open.values.delete(id);
    else open.values.set(id, entered);
  }

  const person: PersonAtScreen = {
    user,
    name,
    window: openWindow(world, desk, { enter: enterInto, suggest: suggestIn }, citizen),
    async say(text, shape) {
      await person.install();
      const room = world.personalRoom(user);
      await type(room, room.id, text, written(text, shape));
    },
    async command(text, where) {
      await (where ? person.mention(where.channel, text) : person.say(text));
    },
    async mention(channel, text) {
      const room = world.channel(channel);
      room.members.add(user);
      const bold = '<at>Alongside</at>';
      const { recipient } = bot.envelope(citizen, room);
      const entities = [{ type: 'mention', text: bold, mentioned: recipient }];
      await type(room, `${channel};messageid=${world.newId()}`, `${bold} ${text}`, { entities });
    },
    press: desk.press,
    async fill(values) {
      await enterInto(openSheet(), values);
    },
    async submit() {
      const open = openSheet();
      const { submit } = desk.draw(open);
      if (!submit) throw new NotThere(`"${open.title}" has nothing to send`);
      await desk.pressAction(open, submit.action);
    },
    dismiss: desk.dismiss,
    suggest: async (field, query) => suggestIn(openSheet(), field, query),
    openHome: () => person.say('home'),
    async install() {
      if (citizen.installed) return;
      citizen.installed = true;
      const room = world.personalRoom(user);
      await desk.deliver({ ...bot.envelope(citizen, room), type: 'installationUpdate', action: 'add' });
      const { from, recipient, ...rest } = bot.envelope(citizen, room);
      const membersAdded = [{ id: (from as Json).id }, { id: (recipient as Json).id }];
      await desk.deliver({ ...rest, from, recipient, type: 'conversationUpdate', membersAdded });
    },
    async uninstall() {
      if (!citizen.installed) return;
      citizen.installed = false;
      desk.dismiss();
      const envelope = bot.envelope(citizen, world.personalRoom(user));
      await desk.deliver({ ...envelope, type: 'installationUpdate', action: 'remove' });
    },
    get form(): ShownForm | undefined {
      const open = desk.sheet();
      if (!open) return undefined;
      const { text, submit, inputs, errors } = desk.draw(open);
      return {
        title: open.title,
        text,
        submit: submit?.label,
        fields: inputs.map(({ label }) => label),
        picked: inputs.filter(({ element }) => element.type !== 'Input.Text').map(({ label }) => label),
        errors,
      };
    },
    get chat() {
      return world.personalRoom(user).posts.map((post) => shown(world, post, user).text);
    },
    get seen() {
      return world.ledger.filter((seen) => seen.user === user);
    },
    get last() {
      return desk.last;
    },
  };
  return person;

  async function suggestIn(open: Sheet, field: string, query: string): Promise<readonly string[]> {
    const { id, element } = inputOf(open, field);
    const source = element['choices.data'];
    if (!isObject(source)) throw new Error(`"${field}" offers no suggestions`);
    const value = { queryText: query, queryOptions: { skip: 0, top: 15 }, dataset: source.dataset };
    const { body } = await desk.invoke(open.room, { name: 'application/search', value });
    const results = isObject(body) && isObject(body.value) ? objects(body.value.results) : [];
    if (results.length > 15) world.refusals.push(`${results.length} suggestions, of which 15 are shown`);
    const titles = new Map(results.map((one) => [words(one.title), words(one.value)]));
    offered.set(id, titles);
    return [...titles.keys()];
  }

  async function choose(open: Sheet, label: string, title: string): Promise<void> {
    const { id } = inputOf(open, label);
    if (title !== '' && !offered.get(id)?.has(title)) await suggestIn(open, label, title);
    const value = title === '' ? '' : offered.get(id)?.get(title);
    if (value === undefined) throw new Error(`${label}: "${title}" was not offered`);
    put(open, id, value);
    open.names.set(id, title);
  }
}
