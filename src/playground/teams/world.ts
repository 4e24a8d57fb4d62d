import type { Fault, Seen } from '../simulated.ts';
import { isObject, type Json, objects, words } from './json.ts';
import { drawScreen } from './screen.ts';

/** One message, as it was sent last; `replaced` is what single people see instead, after they pressed it. */
export interface Post {
  id: string;
  activity: Json;
  replaced: Map<string, Json>;
}

export interface Room {
  id: string;
  kind: 'personal' | 'channel';
  members: Set<string>;
  posts: Post[];
}

export interface Citizen {
  user: string;
  name: string;
  timeZone: string;
  installed: boolean;
  /** Where this is not the platform's own. */
  tenant?: string;
}

/** A card on somebody's screen, with what they typed into it: a dialog, or a message. */
export interface Sheet {
  id: string;
  title: string;
  card: Json;
  values: Map<string, string>;
  /** Whom the fields that ask for names hold, as chosen. */
  names: Map<string, string>;
  room: Room;
  /** The message that it is, or that it was opened from. */
  post: Post;
  isDialog: boolean;
}

/** What the simulated Teams knows; nothing here speaks HTTP. */
export interface World {
  readonly ledger: Seen[];
  readonly refusals: string[];
  readonly people: Map<string, Citizen>;
  readonly rooms: Map<string, Room>;
  /** Open dialogs by person: they are the client's, and outlive the bot. */
  readonly dialogs: Map<string, Sheet>;
  now(): Date;
  /** Strictly later every time: two presses are never one. */
  stamp(): Date;
  newId(): string;
  room(conversation: string): Room | undefined;
  personalRoom(user: string): Room;
  channel(id: string): Room;
  post(room: Room, conversation: string, activity: Json): Post;
  edit(room: Room, post: Post, activity: Json): void;
  replace(room: Room, post: Post, user: string, card: Json): void;
  see(user: string, seen: Omit<Seen, 'seq' | 'at' | 'user'>): void;
  watch(listener: (seen: Seen) => void): void;
  fail(fault: Fault): void;
  mend(): void;
  save(): unknown;
  restore(saved: unknown): void;
  /** The fault that meets a write to these people, counted as used. */
  faultFor(
    members: Iterable<string> | undefined,
    kinds: readonly Fault['kind'][],
    written?: Json,
  ): Fault | undefined;
}

const previewLength = 150;

export function createWorld(now: () => Date): World {
  const [ledger, refusals]: [Seen[], string[]] = [[], []];
  const people = new Map<string, Citizen>();
  const rooms = new Map<string, Room>();
  const dialogs = new Map<string, Sheet>();
  const listeners: ((seen: Seen) => void)[] = [];
  const faults: (Fault & { left: number })[] = [];
  let [ids, latest] = [1_700_000_000_000, 0];

  const makeRoom = (id: string, kind: Room['kind'], members: string[]) => {
    const room: Room = { id, kind, members: new Set(members), posts: [] };
    rooms.set(id, room);
    return room;
  };

  const world: World = {
    ledger,
    refusals,
    people,
    rooms,
    dialogs,
    now,
    stamp() {
      latest = Math.max(now().getTime(), latest + 1);
      return new Date(latest);
    },
    newId: () => String(++ids),
    room: (conversation) => rooms.get(conversation.split(';messageid=')[0] ?? conversation),
    personalRoom: (user) => rooms.get(`a:${user}`) ?? makeRoom(`a:${user}`, 'personal', [user]),
    channel: (id) => rooms.get(id) ?? makeRoom(id, 'channel', []),
    post(room, conversation, activity) {
      const post: Post = { id: world.newId(), activity, replaced: new Map() };
      room.posts.push(post);
      for (const user of room.members)
        world.see(user, {
          ...shown(world, post, user),
          kind: 'message',
          conversation,
          preview: previewOf(activity),
        });
      return post;
    },
    edit(room, post, activity) {
      post.activity = activity;
      post.replaced.clear();
      for (const user of room.members)
        world.see(user, { ...shown(world, post, user), kind: 'edit', conversation: room.id, preview: '' });
    },
    replace(room, post, user, card) {
      post.replaced.set(user, card);
      world.see(user, { ...shown(world, post, user), kind: 'edit', conversation: room.id, preview: '' });
    },
    see(user, seen) {
      const one = { seq: ledger.length + 1, at: now(), user, ...seen };
      ledger.push(one);
      for (const listener of listeners) listener(one);
    },
    watch(listener) {
      listeners.push(listener);
    },
    fail(fault) {
      faults.push({ ...fault, left: fault.times ?? 1 });
    },
    mend() {
      faults.length = 0;
    },
    save: () => ({ ledger, people, rooms, dialogs, ids, latest }),
    restore(saved) {
      const known = saved as { ledger: Seen[]; ids: number; latest: number } & Pick<
        World,
        'people' | 'rooms' | 'dialogs'
      >;
      [ids, latest] = [known.ids, known.latest];
      ledger.splice(0, Number.POSITIVE_INFINITY, ...known.ledger);
      refill(people, known.people);
      refill(rooms, known.rooms);
      refill(dialogs, known.dialogs);
    },
    faultFor(members, kinds, written) {
      const hit = new Set(members);
      const said = written === undefined ? '' : JSON.stringify(written);
      const fault = faults.find(
        ({ left, kind, user, about = '' }) =>
          left > 0 && kinds.includes(kind) && (user === undefined || hit.has(user)) && said.includes(about),
      );
      if (fault) fault.left -= 1;
      return fault;
    },
  };
  return world;
}

function refill<V>(map: Map<string, V>, known: ReadonlyMap<string, V>): void {
  map.clear();
  for (const [key, value] of known) map.set(key, value);
}

/** What one person sees of a post. */
export function shown(
  world: World,
  post: Post,
  user: string,
): { id: string; text: string; buttons: string[] } {
  const card = cardOf(post, user);
  if (!card) return { id: post.id, text: words(post.activity.text), buttons: [] };
  const screen = drawScreen(card, world.people.get(user)?.timeZone ?? 'UTC');
  return { id: post.id, text: screen.text, buttons: screen.buttons.map(({ label }) => label) };
}

export function cardOf(post: Post, user: string): Json | undefined {
  const content = post.replaced.get(user) ?? objects(post.activity.attachments)[0]?.content;
  return isObject(content) ? content : undefined;
}

/** Lock screens show the summary, else the text, else the first words of the card. */
function previewOf(activity: Json): string {
  const card = objects(activity.attachments)[0]?.content;
  const first = isObject(card) ? drawScreen(card, 'UTC').text : '';
  return (words(activity.summary) || words(activity.text) || first).slice(0, previewLength);
}
