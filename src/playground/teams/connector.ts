import type { Turnstile } from '../allowance.ts';
import { type Fault, faultKinds } from '../simulated.ts';
import { refuseActivity } from './check-activity.ts';
import { isObject, type Json, objects, words } from './json.ts';
import type { Room, World } from './world.ts';

/** What the platform does with a request: it answers, keeps silent, or drops the connection. */
export type Outcome =
  | { status: number; body: unknown; retryAfter?: number; afterMs?: number }
  | 'silence'
  | 'reset';

export interface Call {
  method: string;
  path: string;
  body: unknown;
}

/** The Bot Connector REST API (v3), as far as a bot in Teams needs it. */
export function createConnector(world: World, turnstile: Turnstile, tenant: string): (call: Call) => Outcome {
  const refuse = (status: number, code: string, message: string): Outcome => {
    world.refusals.push(`${status} ${code}: ${message}`);
    return { status, body: { error: { code, message } } };
  };

  function answer(call: Call): Outcome {
    const [version, area, conversation, what, which] = call.path
      .split('/')
      .filter(Boolean)
      .map(decodeURIComponent);
    if (version !== 'v3' || area !== 'conversations') return refuse(404, 'NotFound', call.path);
    if (conversation === undefined)
      return call.method === 'POST' ? openChat(call.body) : refuse(405, 'MethodNotAllowed', call.path);
    const room = world.room(conversation);
    if (!room) return refuse(404, 'ConversationNotFound', `no conversation ${conversation}`);
    if (what === 'members' || what === 'pagedmembers') return listMembers(room, what, which);
    if (what !== 'activities') return refuse(404, 'NotFound', call.path);
    if (!isInstalled(room)) return refuse(403, 'MessageWritesBlocked', `not installed in ${room.id}`);
    return write({ ...call, room, conversation, which });
  }

  function openChat(body: unknown): Outcome {
    const member = isObject(body) ? objects(body.members)[0] : undefined;
    if (!isObject(body) || !member || body.isGroup === true || !isObject(body.bot))
      return refuse(400, 'BadSyntax', 'expected a bot, one member and isGroup false');
    const user = words(member.id).replace(/^29:/, '');
    const isWritable = world.people.get(user)?.installed && !world.faultFor([user], ['refused']);
    if (!isWritable) return refuse(403, 'ForbiddenOperation', `the bot is not installed for ${user}`);
    return { status: 201, body: { id: world.personalRoom(user).id } };
  }

  const isInstalled = (room: Room) =>
    room.kind === 'channel' || [...room.members].every((user) => world.people.get(user)?.installed);

  function write(call: Call & Place): Outcome {
    const waitSeconds = turnstile.pass({
      method: call.method === 'PUT' ? 'edit' : 'post',
      workspace: tenantOf(call.room),
      conversation: call.room.id,
    });
    if (waitSeconds !== undefined) return tooMany(waitSeconds);
    const members = call.room.kind === 'personal' ? call.room.members : undefined;
    const fault = world.faultFor(members, faultKinds, isObject(call.body) ? call.body : undefined);
    if (fault && fault.kind !== 'slow' && !fault.kind.startsWith('accepted')) return failWith(fault);
    const done = call.method === 'DELETE' ? remove(call) : accept(call);
    if (!fault || !isAccepted(done)) return done;
    return fault.kind === 'slow' ? { ...done, afterMs: SLOW_MS } : failWith(fault);
  }

  const tenantOf = ({ members: [first = ''] }: { members: Iterable<string> }) =>
    world.people.get(first)?.tenant ?? tenant;

  function accept({ method, body, room, conversation, which }: Call & Place): Outcome {
    // That somebody is typing shows for a moment and leaves nothing behind.
    if (isObject(body) && body.type === 'typing') return { status: 201, body: { id: world.newId() } };
    const refusal = refuseActivity(body);
    if (refusal) return refuse(refusal.status, refusal.code, refusal.reason);
    if (method !== 'PUT')
      return { status: 201, body: { id: world.post(room, conversation, body as Json).id } };
    const post = room.posts.find(({ id }) => id === which);
    if (!post) return refuse(404, 'ActivityNotFound', `no message ${which}`);
    world.edit(room, post, body as Json);
    return { status: 200, body: { id: post.id } };
  }

  function remove({ room, which }: Place): Outcome {
    const at = room.posts.findIndex(({ id }) => id === which);
    if (at < 0) return refuse(404, 'ActivityNotFound', `no message ${which}`);
    room.posts.splice(at, 1);
    return { status: 200, body: {} };
  }

  function failWith({ kind, retryAfterSeconds = 1 }: Fault): Outcome {
    const failure = (status: number, code: string) => ({ status, body: { error: { code, message: kind } } });
    switch (kind) {
      case 'limited':
        return tooMany(retryAfterSeconds);
      case 'refused':
        return refuse(403, 'MessageWritesBlocked', 'this person cannot be written to');
      case 'broken':
      case 'accepted-broken':
        return failure(503, 'ServiceUnavailable');
      case 'accepted-reset':
        return 'reset';
      case 'slow':
      case 'hang':
      case 'accepted-hang':
        return 'silence';
    }
  }

  const tooMany = (retryAfter: number): Outcome => ({
    status: 429,
    body: { error: { code: 'TooManyRequests', message: 'limited' } },
    retryAfter,
  });

  function listMembers(room: Room, what: string, which: string | undefined): Outcome {
    const members = [...room.members].map((user) => {
      const name = world.people.get(user)?.name ?? user;
      return { id: `29:${user}`, aadObjectId: user, name };
    });
    if (which === undefined) return { status: 200, body: what === 'members' ? members : { members } };
    const member = members.find(({ id, aadObjectId }) => id === which || aadObjectId === which);
    if (!member) return refuse(404, 'MemberNotFoundInConversation', `no member ${which}`);
    return { status: 200, body: member };
  }

  return answer;
}

interface Place {
  room: Room;
  /** With the thread, where there is one. */
  conversation: string;
  /** The message that is written to. */
  which: string | undefined;
}

/** Slower than anybody likes, and still within what every client allows. */
const SLOW_MS = 2_000;

const isAccepted = (outcome: Outcome): outcome is Exclude<Outcome, string> =>
  typeof outcome !== 'string' && outcome.status < 300;
