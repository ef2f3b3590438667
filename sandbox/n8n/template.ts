import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, readFile, rename, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';

const KEPT = 12;

/**
 * A prepared user folder costs a minute of command-line calls, so it is kept under a name that says what went in.
 * The kept one is never used itself: every start works on its own copy.
 */
export class Templates {
	constructor(private readonly folder: string) {}

	static async keyOf(tarball: string, ...parts: unknown[]): Promise<string> {
		const hash = createHash('sha256').update(await readFile(tarball));
		for (const part of parts) hash.update(`\n${JSON.stringify(part)}`);
		return hash.digest('hex').slice(0, 24);
	}

	/** Copies the prepared folder to `target`; answers false where there is none of this key. */
	async use(key: string, target: string): Promise<boolean> {
		const source = join(this.folder, key);
		if (!existsSync(source)) return false;
		await cp(source, target, { recursive: true });
		const now = new Date();
		await utimes(source, now, now);
		return true;
	}

	/** Keeps a copy of a prepared folder (n8n not running) and throws away the ones unused for longest. */
	async keep(key: string, prepared: string): Promise<void> {
		await mkdir(this.folder, { recursive: true });
		const draft = join(this.folder, `.draft-${key}-${process.pid}`);
		await cp(prepared, draft, { recursive: true });
		// Another run may have been first; then its copy is as good as ours.
		await rename(draft, join(this.folder, key)).catch(() => rm(draft, { recursive: true, force: true }));
		await this.prune();
	}

	private async prune(): Promise<void> {
		const names = (await readdir(this.folder)).filter((name) => !name.startsWith('.'));
		const aged = await Promise.all(
			names.map(async (name) => ({
				name,
				used: (await stat(join(this.folder, name)).catch(() => undefined))?.mtimeMs ?? 0,
			})),
		);
		aged.sort((a, b) => b.used - a.used);
		for (const { name } of aged.slice(KEPT)) await rm(join(this.folder, name), { recursive: true, force: true });
	}
}
