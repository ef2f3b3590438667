import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';

/** Looked for in this order: what the environment names, then the usual names on the PATH. */
const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** Path of a Chromium of this machine, or of the one that fetchChromium.ts fetched; undefined where there is none. */
export function findChromium(): string | undefined {
	const named = process.env.CHROMIUM_PATH;
	if (named) return existsSync(named) ? named : undefined;
	const folders = (process.env.PATH ?? '').split(delimiter).concat('/usr/bin', '/opt/google/chrome');
	const installed = folders.flatMap((folder) => NAMES.map((name) => join(folder, name)));
	return [...installed, chromium.executablePath()].find((path) => existsSync(path));
}
