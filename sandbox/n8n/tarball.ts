import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { changedSincePacked, ROOT, TARBALL } from '../../scripts/packed';
import { runProcess } from './process';

const PACK_LIMIT_MS = 5 * 60_000;

/**
 * The packed pack, as a user would install it: D2I_TARBALL where it is set, else the one of `npm run pack`, made anew
 * when a source is newer.
 */
export async function packedTarball(log: (line: string) => void, folder: string): Promise<string> {
	const given = process.env.D2I_TARBALL;
	if (given) {
		if (!existsSync(given)) throw new Error(`D2I_TARBALL names ${given}, but there is no such file.`);
		return given;
	}
	if (!changedSincePacked()) return TARBALL;
	log('Building and packing the nodes …');
	const env = Object.fromEntries(Object.entries(process.env).filter(([, value]) => value !== undefined));
	await runProcess(process.execPath, [join(ROOT, 'scripts', 'run.mjs'), 'pack'], {
		env: env as Record<string, string>,
		cwd: ROOT,
		logFile: join(folder, 'pack.log'),
		limitMs: PACK_LIMIT_MS,
	});
	return TARBALL;
}
