import { buttonsIn, mrkdwnWords, screenOf } from './screen.ts';
import { withBlockIds } from './views.ts';
import { audience, type Json, newTs, type Posted, personIn, show, type World } from './world.ts';

export interface Written {
  text: string;
  blocks?: Json[];
  metadata?: Json;
  thread?: string;
  onlyFor?: string;
}

export function postMessage(world: World, channel: string, written: Written): Posted {
  const { blocks, ...rest } = written;
  const posted: Posted = {
    seq: world.ledger.length,
    channel,
    ts: newTs(world),
    author: world.botUser,
    ...rest,
    blocks: withBlockIds(blocks ?? []),
  };
  world.messages.push(posted);
  showMessage(world, posted, written.onlyFor === undefined ? 'message' : 'private');
  return posted;
}

export function editMessage(world: World, posted: Posted, written: Written): void {
  posted.text = written.text;
  posted.blocks = withBlockIds(written.blocks ?? []);
  if (written.metadata) posted.metadata = written.metadata;
  posted.seq = world.ledger.length;
  posted.isEdited = true;
  showMessage(world, posted, 'edit');
}

function showMessage(world: World, posted: Posted, kind: 'message' | 'edit' | 'private'): void {
  const isNotified = kind === 'message' && personIn(posted.channel) !== undefined;
  const viewers = posted.onlyFor === undefined ? audience(world, posted.channel) : [posted.onlyFor];
  for (const user of viewers) {
    show(world, {
      user,
      kind,
      conversation: posted.channel,
      id: posted.ts,
      text: messageText(world, posted, user),
      preview: isNotified ? previewOf(mrkdwnWords(world, posted.text, user)) : '',
      buttons: buttonsIn(posted.blocks).map(({ label }) => label),
    });
  }
}

/** About what a lock screen has room for. */
const previewOf = (text: string) => [...text].slice(0, 150).join('');

export function messageText(world: World, posted: Posted, viewer: string): string {
  if (posted.author !== world.botUser) return posted.text;
  if (posted.blocks.length > 0) return screenOf(world, posted.blocks, viewer);
  return mrkdwnWords(world, posted.text, viewer);
}

/** A person's own words, as everybody in the conversation sees them. */
export function typeWords(world: World, channel: string, author: string, text: string): string {
  const ts = newTs(world);
  world.messages.push({ seq: world.ledger.length, channel, ts, author, text, blocks: [] });
  for (const user of audience(world, channel)) {
    show(world, { user, kind: 'typed', conversation: channel, id: ts, text, preview: '', buttons: [] });
  }
  return ts;
}
