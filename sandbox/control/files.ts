import { readFile, stat } from 'node:fs/promises';
import { extname, resolve, sep } from 'node:path';
import { Raw } from './router';

const TYPES: Record<string, string> = {
	'.html': 'text/html; charset=utf-8',
	'.css': 'text/css; charset=utf-8',
	'.js': 'text/javascript; charset=utf-8',
	'.mjs': 'text/javascript; charset=utf-8',
	'.json': 'application/json; charset=utf-8',
	'.svg': 'image/svg+xml',
	'.png': 'image/png',
	'.ico': 'image/x-icon',
	'.woff2': 'font/woff2',
};

/** A file of the console page; undefined where there is none, or where the path leads out of the folder. */
export async function staticFile(folder: string, urlPath: string): Promise<Raw | undefined> {
	let path: string;
	try {
		path = resolve(folder, `.${decodeURIComponent(urlPath)}`);
	} catch {
		return undefined;
	}
	if (path.includes('\0') || (path !== folder && !path.startsWith(folder + sep))) return undefined;
	const file = path === folder ? resolve(folder, 'index.html') : path;
	const type = TYPES[extname(file)];
	if (!type || !(await stat(file).catch(() => undefined))?.isFile()) return undefined;
	return new Raw(type, await readFile(file));
}
