import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Application, TeamsAdapter, type TurnState } from '@microsoft/teams-ai';
import type pg from 'pg';
import { configure } from '../../../src/adapters/teams/auth.ts';
import type { TeamsOptions } from '../../../src/adapters/teams/options.ts';
import { openRow } from './row.ts';
import { endWith, readSettings, tell } from './tell.ts';

/** teams-ai and nothing else: it answers a press, and what is typed, with words; with a connection it writes a row before. */
export interface TeamsAiSettings {
  teams: Omit<TeamsOptions, 'log' | 'helplines'>;
  verb: string;
  connection?: pg.PoolConfig;
}

const { teams, verb, connection } = readSettings<TeamsAiSettings>();
const writeRow = await openRow(connection);
const { config, credentials, claims } = configure({ ...teams, log: () => {}, helplines: '' });
const adapter = new TeamsAdapter(config, credentials, claims);
const app = new Application<TurnState>({ adapter, botAppId: teams.appId, startTypingTimer: false });
app.adaptiveCards.actionExecute(verb, async (context) => {
  await writeRow(String(context.activity.id));
  return 'Done.';
});
app.message('home', async (context) => {
  await writeRow(String(context.activity.id));
  await context.sendActivity('Done.');
});

async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const body: unknown = JSON.parse(Buffer.concat(chunks).toString('utf8'));
  const asked = Object.assign(request, { body });
  await adapter.process(asked as never, answerWith(response) as never, async (context) => {
    await app.run(context);
  });
}

/** The SDK wants an answer in the manner of restify, and ends it twice. */
function answerWith(response: ServerResponse) {
  const answer = {
    status(code: number) {
      response.statusCode = code;
      return answer;
    },
    header(name: string, value: string) {
      if (!response.headersSent) response.setHeader(name, value);
      return answer;
    },
    send(body?: unknown) {
      if (!response.writableEnded) response.end(body === undefined ? undefined : JSON.stringify(body));
      return answer;
    },
    end() {
      if (!response.writableEnded) response.end();
      return answer;
    },
  };
  return answer;
}

const server = createServer((request, response) => {
  serve(request, response).catch(() => response.writeHead(500).end());
});
server.listen(0, '127.0.0.1', () => tell({ ready: { port: (server.address() as AddressInfo).port } }));
endWith(async () => server.close());
