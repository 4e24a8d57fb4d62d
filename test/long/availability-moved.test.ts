import { expect, it } from 'vitest';
import { fillPool, replyYes, sendCallOut } from '../features/availability-scene.ts';
import { startNetwork } from '../support/network.ts';

it('days that move once a call-out has closed are asked of nobody who said nothing, and a no reads as it was meant', async () => {
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
  await pm.press('Move the days');
  await pm.fill({ 'First day': '2027-03-23' });
  await pm.submit();
  await pm.press('Move the days', 'Move “');
  await network.settle();
  expect(ann.chat.join('\n')).toContain('Tue 23 March');
  const [no, silent] = [bob, cat].map(({ chat }) => chat.at(-1) ?? '');
  expect(no).toContain('Thank you for telling us');
  expect(no).toContain(
    'It never counts against you. If you can come after all, please write to Priya Manager.',
  );
  expect(no).not.toContain('is told');
  expect(silent).toContain('This call-out has closed');
  expect(silent).toContain('Tue 23 March');
  expect(silent).toContain('Nothing is needed, and it doesn’t count against you.');
  expect(silent).not.toMatch(/\[Yes|See days and reply|Not this time/);
});
