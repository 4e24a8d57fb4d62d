import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Listens on this machine alone, on the wished port where it is free; the bot's rows remember where to answer. */
export async function listen(server: Server, wished = 0): Promise<number> {
  const on = (port: number) =>
    new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, '127.0.0.1', () => {
        server.off('error', reject);
        resolve();
      });
    });
  await on(wished).catch(() => on(0));
  return (server.address() as AddressInfo).port;
}
