import { createHash, randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import type { Json } from './world.ts';

export interface Answered {
  /** 0 when the bot did not answer within 3 s, or not at all. */
  status: number;
  ms: number;
  body: unknown;
}

/** Socket Mode's server side: just enough of RFC 6455 for text frames under 64 kB, ping and close. */
export interface Sockets {
  isOpen(): boolean;
  send(type: string, payload: Json, patienceMs: number): Promise<Answered>;
  close(): void;
}

export function openSockets(server: Server): Sockets {
  const waiting = new Map<string, (body: unknown) => void>();
  let open: Socket | undefined;

  server.on('upgrade', (request, socket: Socket) => {
    const key = String(request.headers['sec-websocket-key']);
    const accept = createHash('sha1').update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64');
    const lines = [
      'HTTP/1.1 101 Switching Protocols',
      'Upgrade: websocket',
      'Connection: Upgrade',
      `Sec-WebSocket-Accept: ${accept}`,
    ];
    socket.write(`${lines.join('\r\n')}\r\n\r\n`);
    open = socket;
    socket.write(
      frame(
        1,
        JSON.stringify({ type: 'hello', num_connections: 1, connection_info: { app_id: 'AALONGSIDE' } }),
      ),
    );
    const beat = setInterval(() => socket.write(frame(9, '')), 10_000).unref();
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      clearInterval(beat);
      if (open === socket) open = undefined;
    });
    readFrames(socket, (opcode, text) => {
      if (opcode === 8) socket.end(frame(8, ''));
      if (opcode === 9) socket.write(frame(10, text));
      if (opcode !== 1) return;
      const { envelope_id, payload } = JSON.parse(text) as { envelope_id: string; payload?: unknown };
      waiting.get(envelope_id)?.(payload);
      waiting.delete(envelope_id);
    });
  });

  return {
    isOpen: () => open !== undefined,
    send(type, payload, patienceMs) {
      const started = Date.now();
      const envelope_id = randomUUID();
      open?.write(
        frame(
          1,
          JSON.stringify({ envelope_id, type, payload, accepts_response_payload: type !== 'events_api' }),
        ),
      );
      return new Promise((resolve) => {
        const late = setTimeout(
          () => resolve({ status: 0, ms: Date.now() - started, body: undefined }),
          patienceMs,
        );
        waiting.set(envelope_id, (body) => {
          clearTimeout(late);
          resolve({ status: 200, ms: Date.now() - started, body });
        });
      });
    },
    close() {
      open?.destroy();
    },
  };
}

function frame(opcode: number, text: string): Buffer {
  const payload = Buffer.from(text);
  const size =
    payload.length < 126
      ? Buffer.from([payload.length])
      : Buffer.from([126, payload.length >> 8, payload.length & 255]);
  return Buffer.concat([Buffer.from([0x80 | opcode]), size, payload]);
}

function readFrames(socket: Socket, onFrame: (opcode: number, text: string) => void): void {
  let rest = Buffer.alloc(0);
  socket.on('data', (chunk: Buffer) => {
    rest = Buffer.concat([rest, chunk]);
    for (;;) {
      const short = (rest[1] ?? 0) & 127;
      const head = short === 126 ? 4 : short === 127 ? 10 : 2;
      if (rest.length < head + 4) return;
      const size =
        short === 126 ? rest.readUInt16BE(2) : short === 127 ? Number(rest.readBigUInt64BE(2)) : short;
      if (rest.length < head + 4 + size) return;
      const mask = rest.subarray(head, head + 4);
      const payload = Buffer.from(rest.subarray(head + 4, head + 4 + size)).map(
        (byte, i) => byte ^ (mask[i % 4] ?? 0),
      );
      const opcode = (rest[0] ?? 0) & 15;
      rest = rest.subarray(head + 4 + size);
      onFrame(opcode, Buffer.from(payload).toString('utf8'));
    }
  });
}
