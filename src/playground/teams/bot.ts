import type { Json } from './json.ts';
import type { Citizen, Room, World } from './world.ts';

/** The bot's side of the wire: activities go to it as Teams sends them. */
export interface Bot {
  /** The bot's HTTP answer; `body` is parsed where it is JSON. */
  deliver(activity: Json): Promise<BotAnswer>;
  /** Any body with any headers, for what Teams would never send. */
  deliverRaw(body: string | Uint8Array, headers?: Record<string, string>): Promise<BotAnswer>;
  /** What every activity of somebody in a conversation has. */
  envelope(citizen: Citizen, room: Room, conversation?: string): Json;
}

export interface BotAnswer {
  status: number;
  body: unknown;
  ms: number;
}

export interface BotAbout {
  appId: string;
  tenant: string;
  serviceUrl: string;
  endpoint(): string;
  /** The authorization header of the next delivery; none where tokens are off. */
  authorization(): string | undefined;
}

export function createBot(world: World, about: BotAbout): Bot {
  const botId = `28:${about.appId || 'alongside'}`;

  async function deliverRaw(
    body: string | Uint8Array,
    headers: Record<string, string> = {},
  ): Promise<BotAnswer> {
    const started = performance.now();
    const response = await fetch(about.endpoint(), { method: 'POST', body: body as string, headers });
    const text = await response.text();
    return { status: response.status, body: parse(text), ms: performance.now() - started };
  }

  return {
    deliverRaw,
    deliver(activity) {
      const authorization = about.authorization();
      return deliverRaw(JSON.stringify(activity), {
        'content-type': 'application/json; charset=utf-8',
        ...(authorization !== undefined && { authorization }),
      });
    },
    envelope(citizen, room, conversation = room.id) {
      const stamp = world.stamp();
      return {
        id: `f:${world.newId()}`,
        timestamp: stamp.toISOString(),
        localTimestamp: stamp.toISOString(),
        localTimezone: citizen.timeZone,
        channelId: 'msteams',
        serviceUrl: about.serviceUrl,
        from: { id: `29:${citizen.user}`, name: citizen.name, aadObjectId: citizen.user },
        recipient: { id: botId, name: 'Alongside' },
        conversation: {
          id: conversation,
          conversationType: room.kind,
          tenantId: citizen.tenant ?? about.tenant,
          ...(room.kind === 'channel' && { isGroup: true }),
        },
        channelData: { tenant: { id: citizen.tenant ?? about.tenant } },
        locale: 'en-GB',
      };
    },
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text === '' ? undefined : text;
  }
}
