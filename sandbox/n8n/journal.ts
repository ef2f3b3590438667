import { existsSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';

export type JournalRow = Record<string, string | number | null>;

const JOURNAL = 'deal_to_invoice_journal';
const DONE = 'deal_to_invoice_done';

/**
 * The scenario's journal, read from n8n's database file: it can be looked at whether n8n runs, is frozen or was
 * killed, which is exactly when a person or a test wants to see it. n8n keeps its database in WAL mode, so a reader
 * waits for nobody. (Tables: `data_table` lists them, `data_table_user_<id>` holds the rows; n8n 2.41.1.)
 */
export class Journal {
	constructor(private readonly databaseFile: string) {}

	/** Rows in the order in which they were written. */
	async rows(reference?: string): Promise<JournalRow[]> {
		return this.open(true, (database, tables) =>
			tables(JOURNAL).flatMap((table) => {
				const where = reference === undefined ? '' : 'WHERE reference = ?';
				const statement = database.prepare(`SELECT * FROM "${table}" ${where} ORDER BY id`);
				return statement.all(...(reference === undefined ? [] : [reference])) as JournalRow[];
			}),
		);
	}

	/** Empties the journal and the list of finished references; the settings stay. */
	async clear(): Promise<void> {
		await this.open(false, (database, tables) => {
			for (const table of [...tables(JOURNAL), ...tables(DONE)]) database.exec(`DELETE FROM "${table}"`);
			return [];
		});
	}

	private async open(
		readOnly: boolean,
		work: (database: DatabaseSync, tables: (name: string) => string[]) => JournalRow[],
	): Promise<JournalRow[]> {
		if (!existsSync(this.databaseFile)) return [];
		const { DatabaseSync: Database } = await import('node:sqlite');
		const database = new Database(this.databaseFile, { readOnly });
		try {
			database.exec('PRAGMA busy_timeout = 5000');
			const exists = database.prepare("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?");
			const ids = exists.get('data_table') ? database.prepare('SELECT id FROM data_table WHERE name = ?') : undefined;
			return work(database, (name) =>
				(ids?.all(name) ?? []).map(({ id }) => `data_table_user_${String(id)}`).filter((table) => exists.get(table)),
			);
		} finally {
			database.close();
		}
	}
}
