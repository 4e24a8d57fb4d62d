import { inflateSync } from 'node:zlib';
import { AppManifestUtils } from '@microsoft/app-manifest';
import { describe, expect, it } from 'vitest';
import { packageFiles, storeZip } from '../manifests/teams/zip.mjs';

const files = packageFiles();
const contentOf = (name: string) =>
  files.find((file) => file.name === name)?.content ?? expect.fail(`no ${name}`);
const manifest = JSON.parse(contentOf('manifest.json').toString('utf8'));

describe('the Teams package', () => {
  it('holds a manifest that follows its schema', async () => {
    expect(await AppManifestUtils.validateAgainstSchema(manifest)).toEqual([]);
    expect(manifest.bots[0].botId).toBe(manifest.id);
  });

  it('speaks of a peer network, and of nothing else', () => {
    expect(JSON.stringify(manifest)).toContain('peer network');
    expect(JSON.stringify(manifest)).not.toMatch(/health|wellbeing|\bsupport\b|counsel|crisis|therap/i);
  });

  it('may be filled in with an id and a host', () => {
    const [filled] = packageFiles({ id: '11111111-1111-4111-8111-111111111111', host: 'peers.test' });
    const { id, bots, developer } = JSON.parse(filled?.content.toString('utf8') ?? '');
    expect([id, bots[0].botId]).toEqual(Array(2).fill('11111111-1111-4111-8111-111111111111'));
    expect(developer.privacyUrl).toBe('https://peers.test/privacy');
  });

  it.each([
    ['color.png', 192],
    ['outline.png', 32],
  ])('holds %s, %i pixels wide and high, with transparency', (name, size) => {
    const png = contentOf(name);
    expect([png.readUInt32BE(16), png.readUInt32BE(20), png[25]]).toEqual([size, size, 6]);
  });

  it('holds an outline that is white on transparent', () => {
    const pixels = pixelsOf(contentOf('outline.png'), 32);
    for (const [red, green, blue] of pixels) expect([red, green, blue]).toEqual([255, 255, 255]);
    expect(pixels.some(([, , , alpha]) => alpha === 0)).toBe(true);
    expect(pixels.some(([, , , alpha]) => alpha === 255)).toBe(true);
  });

  it('is a zip of three files at its root, the same one every time', () => {
    const zip = storeZip(files);
    expect(storeZip(packageFiles()).equals(zip)).toBe(true);
    expect(readZip(zip).map(({ name }) => name)).toEqual(['manifest.json', 'color.png', 'outline.png']);
    for (const { name, content } of readZip(zip)) expect(content.equals(contentOf(name))).toBe(true);
  });
});

/** Our own drawing tool wrote rows without a filter. */
function pixelsOf(png: Buffer, size: number): number[][] {
  const start = png.indexOf('IDAT');
  const rows = inflateSync(png.subarray(start + 4, start + 4 + png.readUInt32BE(start - 4)));
  return Array.from({ length: size * size }, (_, at) => {
    const from = Math.floor(at / size) * (size * 4 + 1) + 1 + (at % size) * 4;
    return [...rows.subarray(from, from + 4)];
  });
}

/** Reads a stored zip by its directory, as an unzipper does. */
function readZip(zip: Buffer): { name: string; content: Buffer }[] {
  const end = zip.lastIndexOf('PK\u0005\u0006');
  let at = zip.readUInt32LE(end + 16);
  return Array.from({ length: zip.readUInt16LE(end + 10) }, () => {
    const [size, nameLength] = [zip.readUInt32LE(at + 20), zip.readUInt16LE(at + 28)];
    const local = zip.readUInt32LE(at + 42);
    const name = zip.subarray(at + 46, at + 46 + nameLength).toString('utf8');
    const start = local + 30 + zip.readUInt16LE(local + 26);
    at += 46 + nameLength;
    return { name, content: zip.subarray(start, start + size) };
  });
}
