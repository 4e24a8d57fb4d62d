import type { IncomingMessage, ServerResponse } from 'node:http';
import { isTooDeep } from '../../chat/nesting.ts';
import { limits } from './limits.ts';

/** A refusal with its HTTP status. */
export class Refused extends Error {
  readonly status: number;
  constructor(status: number, reason: string) {
    super(reason);
    this.name = 'Refused';
    this.status = status;
  }
}

/** @throws Refused 413 when the body is too big, 400 when it is not JSON, or nested without end */
export async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > limits.request) throw new Refused(413, `expected at most ${limits.request} bytes`);
    chunks.push(chunk);
  }
  const body = parse(Buffer.concat(chunks).toString('utf8'));
  if (isTooDeep(body)) throw new Refused(400, 'expected JSON that is not nested this deep');
  return body;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Refused(400, 'expected JSON');
  }
}

/** Without a word of why: whoever is refused learns nothing from it. */
export function answerHttp(response: ServerResponse, status: number, body?: unknown): void {
  if (response.headersSent) return void response.end();
  // A body that was not read to its end would be taken for the next request.
  if (status === 413) response.setHeader('connection', 'close');
  response.statusCode = status;
  if (body === undefined) return void response.end();
  response.setHeader('content-type', 'application/json; charset=utf-8');
  response.end(JSON.stringify(body));
}
