import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** The Chromium of this machine, or `CHROMIUM_PATH`. */
export const chromiumPath: string | undefined = [process.env.CHROMIUM_PATH, ...PLACES].find(
  (path) => path !== undefined && path !== '' && existsSync(path),
);

if (!chromiumPath)
  process.stderr.write(
    '\n*** NO BROWSER: the browser tests are SKIPPED. Install Chromium, or set CHROMIUM_PATH to one. ***\n\n',
  );

const QUIET = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--lang=en-GB',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export function startBrowser(): Promise<Browser> {
  if (!chromiumPath) throw new Error('There is no Chromium: the caller was to skip.');
  return chromium.launch({ executablePath: chromiumPath, args: QUIET });
}
