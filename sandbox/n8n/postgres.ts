import { randomBytes } from 'node:crypto';
import { chownSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { makeTempFolder, removeTempFolder } from '../tempFolder';
import type { Change, DatabaseRow, N8nDatabase } from './database';
import type { N8nInstall } from './installed';
import { runProcess, startProcess, type Managed } from './process';
import { postgresUser } from './servers';

const READY_LIMIT_MS = 60_000;
const COMMAND_LIMIT_MS = 120_000;
const USER = 'n8n';
/** Made by initdb, owned by our user. */
const DATABASE = 'postgres';
/** In n8n's home folder while that is kept. */
const DUMP = 'database.sql';

/** What is used of the package `pg`, which n8n brings along. */
interface Client {
	connect(): Promise<void>;
	query(sql: string, values?: unknown[]): Promise<{ rows: Record<string, unknown>[] }>;
	end(): Promise<void>;
	on(event: 'error', listener: () => void): void;
}

/** Thrown away with its folder: nothing of it has to survive a power cut. Memory in files dies with the folder too. */
const SETTINGS = {
	listen_addresses: '127.0.0.1',
	unix_socket_directories: '',
	fsync: 'off',
	synchronous_commit: 'off',
	full_page_writes: 'off',
	dynamic_shared_memory_type: 'mmap',
	max_connections: '100',
};

/** A PostgreSQL of the sandbox's own: data in a temporary folder, on the loopback, with a password of its own. */
export class Postgres implements N8nDatabase {
	private readonly folder = makeTempFolder('postgres');
	private readonly password = randomBytes(18).toString('hex');
	private readonly user = postgresUser();
	private server: Managed | undefined;

	/** @param programs the folder with PostgreSQL's programs */
	constructor(
		private readonly programs: string,
		private readonly install: N8nInstall,
		readonly port: number,
	) {}

	/** For n8n. */
	get env(): Record<string, string> {
		return {
			DB_TYPE: 'postgresdb',
			DB_POSTGRESDB_HOST: '127.0.0.1',
			DB_POSTGRESDB_PORT: String(this.port),
			DB_POSTGRESDB_DATABASE: DATABASE,
			DB_POSTGRESDB_USER: USER,
			DB_POSTGRESDB_PASSWORD: this.password,
		};
	}

	/** @throws Error with the end of the server's log when it does not start */
	async start(): Promise<void> {
		if (this.user) chownSync(this.folder, this.user.uid, this.user.gid);
		const secret = join(this.folder, 'password');
		await writeFile(secret, this.password, { mode: 0o600 });
		if (this.user) chownSync(secret, this.user.uid, this.user.gid);
		const data = join(this.folder, 'data');
		const made = ['--locale=C', '--encoding=UTF8', '--no-sync', '--auth=scram-sha-256'];
		await this.run('initdb', ['-D', data, '-U', USER, `--pwfile=${secret}`, ...made]);
		const settings = Object.entries(SETTINGS).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
		const args = ['-D', data, '-p', String(this.port), ...settings];
		this.server = startProcess(join(this.programs, 'postgres'), args, this.options('server.log'));
		for (const limit = Date.now() + READY_LIMIT_MS; !(await this.answers()); await pause(100)) {
			if (this.server.running && Date.now() < limit) continue;
			const log = await readFile(join(this.folder, 'server.log'), 'utf8').catch(() => '');
			throw new Error(`PostgreSQL did not start:\n${log.slice(-2000)}`);
		}
	}

	async stop(): Promise<void> {
		// At once, but not SIGKILL: the server itself gives the machine's shared memory back.
		this.server?.signal('SIGQUIT');
		await Promise.race([this.server?.ended, pause(5000, undefined, { ref: false })]);
		this.server?.signal('SIGKILL');
		await this.server?.ended;
		removeTempFolder(this.folder);
	}

	async rows(sql: string, values: readonly (string | number | null)[] = []): Promise<DatabaseRow[]> {
		const client = this.client();
		await client.connect();
		try {
			let place = 0;
			const numbered = sql.replace(/\?/g, () => `$${++place}`);
			return (await client.query(numbered, [...values])).rows.map(plain);
		} finally {
			await client.end();
		}
	}

	async change(sql: string, values: readonly (string | number | null)[] = []): Promise<void> {
		await this.rows(sql, values);
	}

	/** Ids come from a sequence that never goes back: no transaction is needed to keep them apart. */
	async changeAll(changes: readonly Change[]): Promise<void> {
		for (const [sql, values = []] of changes) await this.rows(sql, values);
	}

	async hasTable(name: string): Promise<boolean> {
		const [found] = await this.rows('SELECT to_regclass(?)::text AS name', [`public."${name}"`]);
		return found?.name !== null;
	}

	async saveTo(home: string): Promise<void> {
		// Written by us, not by the server's user: that one may not even look into our folders.
		const dump = join(this.folder, DUMP);
		await this.run('pg_dump', [...this.connection(), '--no-owner', '--file', dump]);
		await writeFile(join(home, DUMP), await readFile(dump), { mode: 0o600 });
	}

	async loadFrom(home: string): Promise<void> {
		const dump = join(this.folder, DUMP);
		await writeFile(dump, await readFile(join(home, DUMP)), { mode: 0o600 });
		if (this.user) chownSync(dump, this.user.uid, this.user.gid);
		const strict = ['--no-psqlrc', '--quiet', '--single-transaction', '--set', 'ON_ERROR_STOP=1'];
		await this.run('psql', [...this.connection(), ...strict, '--file', dump]);
	}

	private connection(): string[] {
		return ['-h', '127.0.0.1', '-p', String(this.port), '-U', USER, '-d', DATABASE];
	}

	private async run(program: string, args: string[]): Promise<void> {
		const options = { ...this.options('command.log'), limitMs: COMMAND_LIMIT_MS };
		await runProcess(join(this.programs, program), args, options);
	}

	private options(log: string) {
		const env = { PATH: `${this.programs}:${process.env.PATH ?? ''}`, LC_ALL: 'C', PGPASSWORD: this.password };
		return { env, cwd: this.folder, logFile: join(this.folder, log), user: this.user };
	}

	private async answers(): Promise<boolean> {
		return this.rows('SELECT 1').then(
			() => true,
			() => false,
		);
	}

	/** One connection a statement: it needs no care when n8n or the server is killed in between. */
	private client(): Client {
		const load = createRequire(join(dirname(this.install.n8nBin), '..', 'package.json'));
		const { Client: Made } = load('pg') as { Client: new (options: object) => Client };
		const client = new Made({
			host: '127.0.0.1',
			port: this.port,
			user: USER,
			password: this.password,
			database: DATABASE,
			connectionTimeoutMillis: 5000,
		});
		client.on('error', () => undefined);
		return client;
	}
}

/** Times as ISO 8601; whatever JSON would not hold as text. */
function plain(row: Record<string, unknown>): DatabaseRow {
	const text = (value: unknown) =>
		value === null || typeof value === 'string' || typeof value === 'number'
			? value
			: value instanceof Date
				? value.toISOString()
				: JSON.stringify(value);
	return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, text(value)]));
}
