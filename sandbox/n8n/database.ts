import { existsSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';

/**
 * n8n's own database file, opened for one piece of work. It can be looked at whether n8n runs, is frozen or was
 * killed, which is exactly when a person or a test wants to see it: n8n keeps it in WAL mode, so a reader waits for
 * nobody. Undefined where there is no file yet. Tables as in n8n 2.41.1.
 */
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

export function hasTable(database: DatabaseSync, name: string): boolean {
	return database.prepare("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?").get(name) !== undefined;
}
