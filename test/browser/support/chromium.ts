import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Looked for in this order: what the environment names, then the usual names on the PATH. */
const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** Path of a Chromium of this machine; undefined where there is none. Nothing is ever downloaded. */
export function findChromium(): string | undefined {
	const named = process.env.CHROMIUM_PATH;
	if (named) return existsSync(named) ? named : undefined;
	const folders = (process.env.PATH ?? '').split(delimiter).concat('/usr/bin', '/opt/google/chrome');
	return folders.flatMap((folder) => NAMES.map((name) => join(folder, name))).find((path) => existsSync(path));
}
