import { expect, it } from 'vitest';
import { fillPool, replyYes, sendCallOut } from '../features/availability-scene.ts';
import { startNetwork } from '../support/network.ts';

it('days that move once a call-out has closed leave the cards of whoever said no, or nothing, as they stood', async () => {
  const network = await startNetwork();
  const pm = network.slack.person('U-PM', { name: 'Priya Manager' });
  const ann = network.slack.person('U-ANN', { name: 'Ann Peer' });
  const bob = network.teams.person('t-bob', { name: 'Bob Peer' });
  const cat = network.slack.person('U-CAT', { name: 'Cat Peer' });
  await fillPool(network, pm, [ann, bob, cat]);
  await sendCallOut(network, pm, 3);
  await replyYes(network, ann);
  await bob.press('Not this time');
  await network.settle();
  await pm.press('Close now');
  await network.settle();
  const before = [bob, cat].map(({ chat }) => [...chat]);
  await pm.press('Move the days');
  await pm.fill({ 'First day': '2027-03-23' });
  await pm.submit();
  await pm.press('Move the days', 'Move “');
  await network.settle();
  expect(ann.chat.join('\n')).toContain('Tue 23 March');
  expect([bob, cat].map(({ chat }) => [...chat])).toEqual(before);
});
