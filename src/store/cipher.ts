import { createCipheriv, createDecipheriv, createHmac, randomFillSync } from 'node:crypto';

/** Where sealed words stand. It is bound into them: moved to another row or column, they no longer open. */
export interface Place {
  table: string;
  column: string;
  row: string;
}

const version = 'v1';
const ivBytes = 12;
const tagBytes = 16;

/** `v1.<key id>.<iv>.<ciphertext and tag>`, AES-256-GCM. Without an id, the id is made from the key and the iv. */
export function encrypt(key: Buffer, id: string | undefined, place: Place, plain: string | Buffer): string {
  const iv = freshIv();
  const keyId = id ?? maskedId(key, iv);
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(binding(place, keyId));
  const first = typeof plain === 'string' ? cipher.update(plain, 'utf8') : cipher.update(plain);
  const body = Buffer.concat([first, cipher.final(), cipher.getAuthTag()]);
  return `${version}.${keyId}.${iv.toString('base64url')}.${body.toString('base64url')}`;
}

/** @throws when the key, the place or the text is not what it was sealed with */
export function decrypt(key: Buffer, place: Place, { keyId, iv, body }: Parsed): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: tagBytes });
  decipher.setAAD(binding(place, keyId)).setAuthTag(body.subarray(-tagBytes));
  return Buffer.concat([decipher.update(body.subarray(0, -tagBytes)), decipher.final()]);
}

/** Sealed text in its parts. */
export interface Parsed {
  keyId: string;
  iv: Buffer;
  body: Buffer;
}

export function parseSealed(text: string): Parsed {
  const [found, keyId, iv, body, ...rest] = text.split('.');
  const parsed = {
    keyId: keyId ?? '',
    iv: Buffer.from(iv ?? '', 'base64url'),
    body: Buffer.from(body ?? '', 'base64url'),
  };
  if (
    found === version &&
    parsed.iv.length === ivBytes &&
    parsed.body.length >= tagBytes &&
    rest.length === 0
  )
    return parsed;
  return refuse();
}

/** As long as an iv in base64url, and no shorter than a tag. */
const shape = /^v1\.[^.]*\.[\w-]{16}\.[\w-]{22,}$/;

/** Looks at it from outside, which is enough where it is not opened. */
export function checkSealed(text: string): void {
  if (!shape.test(text)) refuse();
}

function refuse(): never {
  throw new Error('Sealed text must read v1.<key id>.<iv>.<ciphertext>, but a column holds something else.');
}

/** Whether text without a key id of its own was sealed with this key. */
export function isSealedWith(key: Buffer, { keyId, iv }: Parsed): boolean {
  return keyId === maskedId(key, iv);
}

/** Tells one key from another for whoever holds it, and links no two texts for anyone else. */
function maskedId(key: Buffer, iv: Buffer): string {
  return createHmac('sha256', key).update('key id').update(iv).digest().subarray(0, 6).toString('base64url');
}

/** Random bytes drawn for many at once, for a draw costs as much as the sealing of a message. */
const drawn = Buffer.alloc(ivBytes * 512);
let used = drawn.length;

/** Never the same bytes again. Good until the next one is asked for. */
function freshIv(): Buffer {
  if (used === drawn.length) {
    randomFillSync(drawn);
    used = 0;
  }
  used += ivBytes;
  return drawn.subarray(used - ivBytes, used);
}

function binding({ table, column, row }: Place, keyId: string): Buffer {
  return Buffer.from(`${table}|${column}|${row}|${keyId}`);
}
