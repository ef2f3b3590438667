import type { DatabaseSync } from 'node:sqlite';
import { hasTable, withDatabase } from './database';

export type JournalRow = Record<string, string | number | null>;

export type JournalCopy = Record<string, JournalRow[]>;

const JOURNAL = 'deal_to_invoice_journal';
const DONE = 'deal_to_invoice_done';
const WRITTEN_AT = ['createdAt', 'updatedAt'];

/** The scenario's journal, as it stands in n8n's database. */
export class Journal {
	constructor(private readonly databaseFile: string) {}

	/** Rows in the order in which they were written; times as ISO 8601. */
	async rows(reference?: string): Promise<JournalRow[]> {
		const rows = await withDatabase(this.databaseFile, (database) =>
			tablesNamed(database, JOURNAL).flatMap((table) => {
				const where = reference === undefined ? '' : 'WHERE reference = ?';
				const statement = database.prepare(`SELECT * FROM "${table}" ${where} ORDER BY id`);
				return statement.all(...(reference === undefined ? [] : [reference])) as JournalRow[];
			}),
		);
		return (rows ?? []).map(withIsoTimes);
	}

	/** The names of both tables in the database. */
	async tables(): Promise<{ journal: string; done: string }> {
		const names = await withDatabase(this.databaseFile, bothTables);
		const [journal, done] = names ?? [];
		if (!journal || !done) throw new Error('There is no journal yet.');
		return { journal, done };
	}

	/** Empties the journal and the list of finished references; the settings stay. */
	async clear(): Promise<void> {
		await this.restore({});
	}

	/** What journal and list of finished references hold, by table. */
	async copy(): Promise<JournalCopy> {
		const copy = await withDatabase(this.databaseFile, (database) =>
			Object.fromEntries(
				bothTables(database).map((table) => [
					table,
					database.prepare(`SELECT * FROM "${table}" ORDER BY id`).all() as JournalRow[],
				]),
			),
		);
		return copy ?? {};
	}

	/** Puts a copy in the place of what is there, in one transaction. */
	async restore(copy: JournalCopy): Promise<void> {
		const put = (database: DatabaseSync) => {
			database.exec('BEGIN IMMEDIATE');
			for (const table of bothTables(database)) {
				database.exec(`DELETE FROM "${table}"`);
				for (const row of copy[table] ?? []) {
					const columns = Object.keys(row);
					const names = columns.map((column) => `"${column}"`).join(', ');
					const insert = `INSERT INTO "${table}" (${names}) VALUES (${columns.map(() => '?').join(', ')})`;
					database.prepare(insert).run(...Object.values(row));
				}
			}
			database.exec('COMMIT');
		};
		await withDatabase(this.databaseFile, put, { readOnly: false });
	}
}

const bothTables = (database: DatabaseSync) => [JOURNAL, DONE].flatMap((name) => tablesNamed(database, name));

/** `data_table` lists a user's tables by name; the rows of each are in `data_table_user_<id>`. */
function tablesNamed(database: DatabaseSync, name: string): string[] {
	if (!hasTable(database, 'data_table')) return [];
	const found = database.prepare('SELECT id FROM data_table WHERE name = ?').all(name);
	return found.map(({ id }) => `data_table_user_${String(id)}`).filter((table) => hasTable(database, table));
}

/** SQLite holds "2026-11-22 08:19:16.662", meaning UTC. */
function withIsoTimes(row: JournalRow): JournalRow {
	const times = WRITTEN_AT.filter((name) => typeof row[name] === 'string');
	const iso = times.map((name) => [name, `${String(row[name]).replace(' ', 'T')}Z`]);
	return { ...row, ...Object.fromEntries(iso) };
}
