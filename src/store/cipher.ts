import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';

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
export function encrypt(key: Buffer, id: string | undefined, place: Place, plain: Buffer): string {
  const iv = randomBytes(ivBytes);
  const keyId = id ?? maskedId(key, iv);
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(binding(place, keyId));
  const body = Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
  return [version, keyId, iv.toString('base64url'), body.toString('base64url')].join('.');
}

/** @throws when the key, the place or the text is not what it was sealed with */
export function decrypt(key: Buffer, place: Place, text: string): Buffer {
  const { keyId, iv, body } = parseSealed(text);
  const decipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: tagBytes });
  decipher.setAAD(binding(place, keyId)).setAuthTag(body.subarray(-tagBytes));
  return Buffer.concat([decipher.update(body.subarray(0, -tagBytes)), decipher.final()]);
}

export function parseSealed(text: string): { keyId: string; iv: Buffer; body: Buffer } {
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
  throw new Error('Sealed text must read v1.<key id>.<iv>.<ciphertext>, but a column holds something else.');
}

/** Whether text without a key id of its own was sealed with this key. */
export function isSealedWith(key: Buffer, text: string): boolean {
  const { keyId, iv } = parseSealed(text);
  return keyId === maskedId(key, iv);
}

/** Tells one key from another for whoever holds it, and links no two texts for anyone else. */
function maskedId(key: Buffer, iv: Buffer): string {
  return createHmac('sha256', key).update('key id').update(iv).digest().subarray(0, 6).toString('base64url');
}

function binding({ table, column, row }: Place, keyId: string): Buffer {
  return Buffer.from([table, column, row, keyId].join('|'));
}
