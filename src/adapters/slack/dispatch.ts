import type { App, ViewSubmitAction } from '@slack/bolt';
import type { Receive } from '../../chat/adapter.ts';
import type { InboundOf, Sender } from '../../chat/inbound.ts';
import type { Reply } from '../../chat/reply.ts';
import {
  answerCommand,
  answerHome,
  answerMessage,
  answerPress,
  answerPressInModal,
  answerPressOnHome,
  type Desk,
  replaceCard,
} from './answer.ts';
import { answerSubmission, refuseUnread } from './answer-form.ts';
import type { Home, Who } from './identity.ts';
import { textAt } from './json.ts';
import { limits } from './limits.ts';
import { isDrawable, offerRoute, openedCard, unpackOffer } from './offer.ts';
import { type Arrival, parseAction, parseCommand } from './parse.ts';
import { parseEvent } from './parse-event.ts';
import { parseLookup, parseSubmission } from './parse-form.ts';
import { optionOf } from './render-form.ts';
import { unread } from './unread.ts';

export interface Bench extends Desk {
  receive: Receive;
  completed(who: Who): Promise<Sender>;
  home: Home;
}

const all = /[\s\S]*/;

/** One listener for each kind: Bolt walks through every listener for every event, and what none takes hangs for 3 s. */
export function dispatch(app: App, bench: Bench): void {
  const ask = async (arrival: Arrival): Promise<Reply> => {
    const sender = await bench.completed(arrival.who);
    return bench.receive({ ...arrival.inbound, sender });
  };

  app.command(all, async ({ body, ack }) => {
    const arrival = parseCommand(body, bench.home);
    const answer = arrival
      ? await answerCommand(bench, arrival, await ask(arrival))
      : { response_type: 'ephemeral', ...unread(bench.log, 'command') };
    await ack(answer as Parameters<typeof ack>[0]);
  });

  app.event(all, async ({ body }) => {
    const type = (body as { event?: { type?: unknown } }).event?.type;
    if (type === 'app_uninstalled' || type === 'tokens_revoked') {
      bench.log({
        event: 'slack.uninstalled',
        advice: 'install the app in the workspace again and set its new bot token',
      });
      return;
    }
    const arrival = parseEvent(body, bench.home);
    if (!arrival) return;
    const reply = await ask(arrival);
    if (arrival.inbound.kind === 'home') await answerHome(bench, arrival.inbound.sender.user, reply);
    else await answerMessage(bench, arrival, reply);
  });

  app.action(all, async ({ body, ack }) => {
    // A press has no answer in the response: Slack only learns that we have it, at the latest after 2.5 s.
    await ack();
    const arrival = parseAction(body, bench.home);
    if (!arrival) {
      const [answer, url] = [unread(bench.log, 'action'), textAt(body, 'response_url')];
      if (url) await bench.respond(url, 'ephemeral', answer);
      return;
    }
    if (arrival.inbound.route === offerRoute) return openOffered(arrival);
    const reply = await ask(arrival);
    if (arrival.view?.type === 'modal') return answerPressInModal(bench, arrival, reply);
    if (arrival.view?.type !== 'home') return void (await answerPress(bench, arrival, reply));
    await answerPressOnHome(bench, arrival, reply);
    await refreshHome(arrival, reply);
  });

  app.view<ViewSubmitAction>(all, async ({ body, ack }) => {
    const sent = parseSubmission(body, bench.home);
    const answer = sent
      ? await answerSubmission(bench, sent, await ask(sent))
      : refuseUnread(bench.log, body);
    await ack(answer as Parameters<typeof ack>[0]);
  });

  app.options(all, async ({ body, ack }) => {
    const arrival = parseLookup(body, bench.home);
    if (!arrival) unread(bench.log, 'lookup');
    const reply: Reply | undefined = arrival && (await ask(arrival));
    const options = reply?.kind === 'options' ? reply.options.slice(0, limits.options) : [];
    await ack({ options: options.map(optionOf) });
  });

  /** Our own button beneath typed words: the form that it carries, or the same words once more, now with a trigger. */
  async function openOffered(arrival: Arrival<InboundOf<'action'>>): Promise<void> {
    const reply = await offered(arrival);
    // There may be no form any more: what there is takes the button's place.
    if (reply.kind === 'say') return void (await answerPress(bench, arrival, { ...reply, kind: 'update' }));
    const isShown = await answerPress(bench, arrival, reply);
    if (isShown && reply.kind === 'form')
      await replaceCard(bench, arrival.responseUrl, arrival.inbound.message, openedCard(reply.form.title));
  }

  /** What cannot be read is asked as it came: nothing is bound to the route of our own button. */
  function offered(arrival: Arrival<InboundOf<'action'>>): Promise<Reply> | Reply {
    const { who, inbound } = arrival;
    const { id, sender, conversation, message: card, value } = inbound;
    const offer = unpackOffer(value);
    if (offer && 'again' in offer)
      return ask({ who, inbound: { kind: 'message', id, sender, conversation, text: offer.again.text } });
    return offer && isDrawable(offer.form, card) ? { kind: 'form', form: offer.form } : ask(arrival);
  }

  /** Home shows what is waiting: after a press that changed something, it is asked for again. */
  async function refreshHome({ inbound, who }: Arrival, reply: Reply): Promise<void> {
    if (reply.kind === 'form') return;
    const { id, sender, conversation } = inbound;
    const home = await ask({ who, inbound: { kind: 'home', id: `${id}:home`, sender, conversation } });
    await answerHome(bench, sender.user, home);
  }
}
