import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { App, HTTPReceiver, LogLevel } from '@slack/bolt';
import type pg from 'pg';
import { openRow } from './row.ts';
import { endWith, readSettings, tell } from './tell.ts';

/** Bolt and nothing else: it answers a command, and home, with words; with a connection it writes a row before. */
export interface BoltSettings {
  signingSecret: string;
  apiUrl: string;
  connection?: pg.PoolConfig;
}

const { signingSecret, apiUrl, connection } = readSettings<BoltSettings>();
const writeRow = await openRow(connection);
const app = new App({
  receiver: new HTTPReceiver({ signingSecret, endpoints: ['/slack/events'], processBeforeResponse: true }),
  token: 'xoxb-bench',
  botId: 'BBENCH',
  botUserId: 'UBENCH',
  tokenVerificationEnabled: false,
  convoStore: false,
  logLevel: LogLevel.ERROR,
  clientOptions: { slackApiUrl: apiUrl },
});
app.command('/alongside', async ({ ack, command }) => {
  await writeRow(command.trigger_id);
  await ack({ response_type: 'ephemeral', text: 'Done.' });
});
app.event('app_home_opened', async ({ event, body }) => {
  await writeRow(body.event_id);
  const blocks = [{ type: 'section' as const, text: { type: 'plain_text' as const, text: 'Done.' } }];
  await app.client.views.publish({ user_id: event.user, view: { type: 'home', blocks } });
});
// Bolt's types know of a port alone; its receiver takes what node:net takes.
const server = (await app.start({ port: 0, host: '127.0.0.1' } as never)) as Server;
endWith(() => app.stop());
tell({ ready: { port: (server.address() as AddressInfo).port } });
