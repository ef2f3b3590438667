import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Debian keeps PostgreSQL's own programs out of the PATH, one folder a version. */
const DEBIAN_POSTGRES = '/usr/lib/postgresql';

export interface Servers {
	/** The folder with postgres, initdb, pg_dump and psql. */
	postgres: string;
	redis: string;
}

/** What queue mode needs and this machine does not have, by Debian's package names. */
export function missingServers(): string[] {
	return [...(postgresFolder() ? [] : ['postgresql']), ...(onPath('redis-server') ? [] : ['redis-server'])];
}

/** @throws Error with a sentence that says what to install */
export function servers(): Servers {
	const missing = missingServers();
	if (missing.length > 0) {
		throw new Error(
			`Queue mode needs PostgreSQL and Redis, and this machine lacks ${missing.join(' and ')}. On Debian or Ubuntu: apt-get install ${missing.join(' ')}`,
		);
	}
	return { postgres: postgresFolder()!, redis: onPath('redis-server')! };
}

function postgresFolder(): string | undefined {
	const versions = existsSync(DEBIAN_POSTGRES) ? readdirSync(DEBIAN_POSTGRES) : [];
	const newestFirst = versions.sort((a, b) => Number(b) - Number(a)).map((name) => join(DEBIAN_POSTGRES, name, 'bin'));
	return [...newestFirst, ...pathFolders()].find((folder) =>
		['postgres', 'initdb', 'pg_dump', 'psql'].every((program) => existsSync(join(folder, program))),
	);
}

const pathFolders = () => (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');

const onPath = (program: string) =>
	pathFolders()
		.map((folder) => join(folder, program))
		.find((file) => existsSync(file));

/**
 * PostgreSQL refuses to run as root: then it runs as the user that its package made. Undefined: as ourselves.
 * @throws Error with a sentence where there is no such user
 */
export function postgresUser(): { uid: number; gid: number } | undefined {
	if (process.getuid?.() !== 0) return undefined;
	const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { stdio: ['ignore', 'pipe', 'ignore'] }));
	try {
		return { uid: id('-u'), gid: id('-g') };
	} catch {
		throw new Error('PostgreSQL does not run as root, and there is no user "postgres". Start as another user.');
	}
}
