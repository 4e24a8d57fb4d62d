import { adapterContract } from './contract.ts';
import { startSlackWorld } from './slack-world.ts';

adapterContract('Slack over HTTP', (receive, options) => startSlackWorld(receive, options));
adapterContract('Slack in Socket Mode', (receive, options) =>
  startSlackWorld(receive, { ...options, socket: true }),
);
