import { Application, type TurnState } from '@microsoft/teams-ai';
import type { TurnContext } from 'botbuilder';
import { type Adapter, type Destination, type Receive, SendError } from '../../chat/adapter.ts';
import type { MessageRef } from '../../chat/inbound.ts';
import type { Message } from '../../chat/message.ts';
import { knownZone, readActivity } from './activity.ts';
import { createConnector } from './connector.ts';
import { createEndpoint } from './endpoint.ts';
import { limits, teamsLimits } from './limits.ts';
import { isLoopbackUrl, withoutDialogs } from './local.ts';
import { checkOptions, type TeamsOptions, worldwide } from './options.ts';
import { readReference } from './reference.ts';
import { type OutgoingActivity, renderMessage } from './render.ts';
import { Sdk } from './sdk.ts';
import { createTurn } from './turns.ts';

/** Microsoft Teams. @throws when the options would leave the bot open to anybody */
export function createTeamsAdapter(options: TeamsOptions): Adapter {
  checkOptions(options);
  const { local, sendMs = limits.sendMs, trusts = trustsOf(options) } = options;
  const sdk = new Sdk(options);
  const connector = createConnector(sdk, trusts);
  /** Where each tenant was last heard from: a hint that may be lost. */
  const heardFrom = new Map<string, { serviceUrl: string; bot: string }>();

  return {
    platform: 'teams',
    limits: teamsLimits,
    send,
    async start(receive, mount, serve) {
      if (options.tenantId) await serve?.([options.tenantId]);
      const answer: Receive = async (inbound) => {
        const reply = await receive(inbound);
        return local ? withoutDialogs(reply) : reply;
      };
      const turn = createTurn(answer, connector, { ms: Math.min(sendMs, limits.replyMs) }, options);
      const app = new Application<TurnState>({
        adapter: sdk,
        botAppId: options.appId,
        startTypingTimer: false,
        removeRecipientMention: false,
      });
      const take = async (context: TurnContext) => {
        const activity = readActivity(context.activity);
        if (activity === undefined) return;
        heardFrom.set(activity.tenant, { serviceUrl: activity.serviceUrl, bot: activity.bot.id });
        const body = await turn(activity);
        if (activity.type === 'invoke')
          await context.sendActivity({ type: 'invokeResponse', value: { status: 200, body } });
      };
      app.addRoute(async ({ activity }) => activity.type === 'invoke', take, true);
      app.activity(['message', 'messageUpdate', 'installationUpdate'], take);
      mount(createEndpoint(options, sdk, trusts, async (context) => void (await app.run(context))));
    },
    async stop() {},
  };

  async function send(
    to: Destination,
    message: Message,
    { replacing, signal }: { id: string; replacing?: MessageRef; signal?: AbortSignal },
  ): Promise<MessageRef> {
    const cut = { ms: sendMs, signal };
    const activity = render(local ? withoutDialogs(message) : message, to);
    const reference = readReference(to.conversation?.reference);
    const known = heardFrom.get(to.workspace);
    const serviceUrl = reference?.serviceUrl ?? known?.serviceUrl ?? options.serviceUrl ?? worldwide;
    if (replacing) return connector.edit(serviceUrl, replacing, activity, cut);
    if (to.conversation) return connector.post(serviceUrl, threadOf(to.conversation), activity, cut);
    if (to.user === undefined)
      throw new SendError('never', 'Teams: expected a user or a conversation to write to');
    const bot = known?.bot ?? `28:${options.appId}`;
    const chat = await connector.open(serviceUrl, { bot, user: to.user, tenant: to.workspace }, cut);
    return connector.post(serviceUrl, chat, activity, cut);
  }
}

function render(message: Message, { timeZone }: Destination): OutgoingActivity {
  try {
    return renderMessage(message, knownZone(timeZone));
  } catch (error) {
    throw new SendError('never', 'Teams: this message cannot be drawn', { cause: error });
  }
}

const threadOf = ({ id, thread }: { id: string; thread?: string }) =>
  thread === undefined || id.includes(';messageid=') ? id : `${id};messageid=${thread}`;

/** The token of an activity vouches for its service URL; ours are only ever sent encrypted, or to this machine. */
function trustsOf({ appId, auth }: TeamsOptions): (serviceUrl: URL) => boolean {
  if (appId === '') return isLoopbackUrl;
  return (url) => url.protocol === 'https:' || (auth !== undefined && isLoopbackUrl(url));
}
