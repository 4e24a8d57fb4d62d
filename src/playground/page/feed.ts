import type { IncomingMessage, ServerResponse } from 'node:http';

/** What a page is shown: pieces of JSON by name. Pieces of one person are named `person/…`; all others are everybody's. */
export type Pieces = ReadonlyMap<string, string>;

export interface Feed {
  /** Server-sent events from here on: what changed since the page's last event, or everything. */
  connect(request: IncomingMessage, response: ServerResponse, people: readonly string[]): void;
  /** Something may have changed: whoever looks is told soon, once for many changes. */
  touch(): void;
  /** Whom somebody is looking at. */
  watched(): ReadonlySet<string>;
  stop(): void;
}

interface Viewer {
  response: ServerResponse;
  people: ReadonlySet<string>;
  /** The number of the last change that this page has. */
  seen: number;
}

/** A hundred messages at once are a few frames on a page. */
const FRAME_MS = 60;
const BEAT_MS = 15_000;

/** @param look all pieces as they are now, for these people @param joined somebody began to look */
export function createFeed(
  epoch: string,
  look: (people: ReadonlySet<string>) => Pieces,
  joined: () => void,
): Feed {
  const viewers = new Set<Viewer>();
  const known = new Map<string, { json: string; changed: number }>();
  let count = 0;
  let frame: NodeJS.Timeout | undefined;
  const watched = () => new Set([...viewers].flatMap(({ people }) => [...people]));

  function flush(): void {
    frame = undefined;
    if (viewers.size === 0) return;
    const pieces = look(watched());
    for (const [name, json] of pieces) {
      if (known.get(name)?.json !== json) known.set(name, { json, changed: ++count });
    }
    for (const name of known.keys()) if (!pieces.has(name)) known.delete(name);
    for (const viewer of viewers) send(viewer);
  }

  function send(viewer: Viewer): void {
    const fresh = [...known].filter(([name, { changed }]) => {
      const person = name.includes('/') ? name.slice(0, name.indexOf('/')) : undefined;
      return changed > viewer.seen && (person === undefined || viewer.people.has(person));
    });
    viewer.seen = count;
    if (fresh.length === 0) return;
    const body = fresh.map(([name, { json }]) => `${JSON.stringify(name)}:${json}`).join(',');
    viewer.response.write(`id: ${epoch}:${count}\ndata: {${body}}\n\n`);
  }

  const beat = setInterval(() => {
    for (const { response } of viewers) response.write(': still here\n\n');
  }, BEAT_MS);
  beat.unref();

  const touch = () => {
    frame ??= setTimeout(flush, FRAME_MS);
  };
  return {
    watched,
    touch,
    connect(request, response, people) {
      const [lastEpoch, last] = String(request.headers['last-event-id'] ?? '').split(':');
      const viewer = { response, people: new Set(people), seen: lastEpoch === epoch ? Number(last) || 0 : 0 };
      response.writeHead(200, {
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
      });
      response.write('retry: 500\n\n');
      viewers.add(viewer);
      request.on('close', () => viewers.delete(viewer));
      joined();
      flush();
    },
    stop() {
      clearInterval(beat);
      clearTimeout(frame);
      for (const { response } of viewers) response.end();
      viewers.clear();
    },
  };
}
