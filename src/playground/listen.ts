import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Longer than any client keeps an idle line: one that is hung up on while it writes could not say what arrived. */
const IDLE_MS = 600_000;

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
  server.keepAliveTimeout = IDLE_MS;
  await on(wished).catch(() => on(0));
  return (server.address() as AddressInfo).port;
}

/** Takes a server off the network, as a platform that is down, or puts it back on its port. */
export async function setDown(server: Server, port: number, isDown: boolean): Promise<void> {
  if (server.listening === !isDown) return;
  if (!isDown) return void (await listen(server, port));
  await new Promise<void>((closed) => {
    server.close(() => closed());
    server.closeAllConnections();
  });
}
