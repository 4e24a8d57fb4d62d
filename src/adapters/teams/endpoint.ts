import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Activity, TurnContext } from 'botbuilder';
import { brokeOff, type HttpRoute } from '../../chat/adapter.ts';
import { readActivity } from './activity.ts';
import { answerHttp, Refused, readJson } from './http.ts';
import { isLocalRequest } from './local.ts';
import type { TeamsOptions } from './options.ts';
import { reasonOf, whyRefused } from './reason.ts';
import type { Sdk } from './sdk.ts';

/** Everything that is wrong with a request is found here, before the SDK runs a turn. */
export function createEndpoint(
  { appId, tenantId, log }: TeamsOptions,
  sdk: Sdk,
  trusts: (serviceUrl: URL) => boolean,
  turn: (context: TurnContext) => Promise<void>,
): HttpRoute {
  const withoutTokens = appId === '';

  async function take(request: IncomingMessage) {
    const token = request.headers.authorization ?? '';
    if (withoutTokens && !isLocalRequest(request))
      throw new Refused(403, 'expected a request of this machine');
    if (!withoutTokens && token === '') throw new Refused(401, 'expected a token');
    const body = await readJson(request);
    const activity = readActivity(body);
    if (activity === undefined) throw new Refused(400, 'expected an activity of Teams');
    // Replies are only ever sent by ourselves: never collected into the answer.
    const raw = { ...(body as Activity), deliveryMode: undefined as unknown as string };
    const authenticated = await sdk.authenticate(raw, token).catch((error: unknown) => {
      throw new Refused(401, whyRefused(error));
    });
    if (tenantId && activity.tenant !== tenantId)
      throw new Refused(403, 'expected the tenant in the settings');
    if (!URL.canParse(activity.serviceUrl) || !trusts(new URL(activity.serviceUrl)))
      throw new Refused(403, 'expected a service URL that may be written to');
    return sdk.take(authenticated, raw, turn);
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const invoked = await take(request);
      answerHttp(response, invoked?.status ?? 200, invoked?.body);
    } catch (error) {
      if (!(error instanceof Refused) && brokeOff(request)) throw error;
      const status = error instanceof Refused ? error.status : 500;
      if (error instanceof Refused) log({ event: 'teams.request_refused', status, reason: error.message });
      else log({ event: 'teams.request_failed', reason: reasonOf(error) });
      answerHttp(response, status);
    }
  }

  return { method: 'POST', path: '/api/messages', handle };
}
