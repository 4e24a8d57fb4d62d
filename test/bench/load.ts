import { Agent, request } from 'node:http';

/** What is asked of one server, again and again. */
export interface Target {
  name: string;
  port: number;
  path: string;
  /** The next request, signed: no two are the same. */
  next(): { body: string; headers: Record<string, string> };
  /** Whether the answer is the one that a person would want. */
  isRight(body: string): boolean;
}

export interface Window {
  perSecond: number;
  p50: number;
  p99: number;
  count: number;
}

const requestMs = 10_000;

/** Asks `atOnce` at a time, each next one when its answer has come, over connections that stay open. */
export async function pressFor(ms: number, target: Target, atOnce: number): Promise<Window> {
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce });
  const took: number[] = [];
  try {
    // The connections are made before the clock runs.
    await Promise.all(Array.from({ length: atOnce }, () => ask(agent, target)));
    const since = performance.now();
    const work = async () => {
      while (performance.now() - since < ms) took.push(await ask(agent, target));
    };
    await Promise.all(Array.from({ length: atOnce }, work));
    const seconds = (performance.now() - since) / 1_000;
    took.sort((a, b) => a - b);
    const at = (share: number) => took[Math.min(took.length - 1, Math.floor(took.length * share))] ?? 0;
    return { perSecond: took.length / seconds, p50: at(0.5), p99: at(0.99), count: took.length };
  } finally {
    agent.destroy();
  }
}

/** One request, to the last byte of its answer. @returns how long it took in ms */
export function ask(agent: Agent | undefined, target: Target): Promise<number> {
  const { body, headers } = target.next();
  const { name, port, path, isRight } = target;
  return new Promise((resolve, reject) => {
    const since = performance.now();
    const sent = request(
      {
        agent,
        host: '127.0.0.1',
        port,
        path,
        method: 'POST',
        timeout: requestMs,
        headers: { ...headers, 'content-length': Buffer.byteLength(body) },
      },
      (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (piece: string) => {
          text += piece;
        });
        response.on('error', reject);
        response.on('end', () => {
          const ms = performance.now() - since;
          if (response.statusCode === 200 && isRight(text)) resolve(ms);
          else reject(new Error(`${name} answered ${response.statusCode}: ${text.slice(0, 300)}`));
        });
      },
    );
    sent.on('timeout', () => sent.destroy(new Error(`${name} did not answer within ${requestMs} ms.`)));
    sent.on('error', reject);
    sent.end(body);
  });
}
