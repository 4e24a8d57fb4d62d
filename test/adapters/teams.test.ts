import { adapterContract } from './contract.ts';
import { startTeamsWorld } from './teams-world.ts';

adapterContract('Teams', (receive, { sendLimitMs }) =>
  startTeamsWorld(receive, sendLimitMs === undefined ? {} : { sendMs: sendLimitMs }),
);
