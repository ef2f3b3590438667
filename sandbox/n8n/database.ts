import { existsSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';

export type DatabaseRow = Record<string, string | number | null>;
export type Change = readonly [sql: string, values?: Values];
type Values = readonly (string | number | null)[];

/**
 * n8n's own database, looked into from outside: also while n8n is frozen or was killed, which is exactly when a person
 * or a test wants to see it. Statements are plain SQL with `?` for values and double quotes around n8n's column names;
 * times come as the database prints them, or as ISO 8601. Tables as in n8n 2.41.1.
 */
export interface N8nDatabase {
	/** Empty where there is no database yet. */
	rows(sql: string, values?: Values): Promise<DatabaseRow[]>;
	change(sql: string, values?: Values): Promise<void>;
	/** One after another, and nothing of n8n's in between that could take an id of theirs. */
	changeAll(changes: readonly Change[]): Promise<void>;
	hasTable(name: string): Promise<boolean>;
	/** Puts what is not in n8n's home folder into it, so that the folder is all there is to keep. */
	saveTo(home: string): Promise<void>;
	/** The way back, into an empty database. */
	loadFrom(home: string): Promise<void>;
}

/** n8n's file `database.sqlite` in its home folder. n8n keeps it in WAL mode, so a reader waits for nobody. */
export class SqliteDatabase implements N8nDatabase {
	constructor(readonly file: string) {}

	async rows(sql: string, values: Values = []): Promise<DatabaseRow[]> {
		const rows = await withDatabase(this.file, (database) => database.prepare(sql).all(...values));
		return (rows ?? []) as DatabaseRow[];
	}

	async change(sql: string, values: Values = []): Promise<void> {
		await withDatabase(this.file, (database) => database.prepare(sql).run(...values), { readOnly: false });
	}

	async changeAll(changes: readonly Change[]): Promise<void> {
		const run = (database: DatabaseSync) => {
			database.exec('BEGIN IMMEDIATE');
			for (const [sql, values = []] of changes) database.prepare(sql).run(...values);
			database.exec('COMMIT');
		};
		await withDatabase(this.file, run, { readOnly: false });
	}

	async hasTable(name: string): Promise<boolean> {
		const found = await this.rows("SELECT name FROM sqlite_master WHERE type = 'table' AND name = ?", [name]);
		return found.length > 0;
	}

	async saveTo(): Promise<void> {}

	async loadFrom(): Promise<void> {}
}

/** Opens the file for one piece of work. Undefined where there is no file yet. */
export async function withDatabase<T>(
	file: string,
	work: (database: DatabaseSync) => T,
	{ readOnly = true } = {},
): Promise<T | undefined> {
	if (!existsSync(file)) return undefined;
	// Loaded late: Node 20 has no such module, and most of the sandbox can do without.
	const { DatabaseSync: Database } = await import('node:sqlite');
	const database = new Database(file, { readOnly });
	try {
		database.exec('PRAGMA busy_timeout = 5000');
		return work(database);
	} finally {
		database.close();
	}
}
