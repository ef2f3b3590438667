import type { Change, DatabaseRow, N8nDatabase } from './database';

export type JournalRow = DatabaseRow;

export type JournalCopy = Record<string, JournalRow[]>;

const JOURNAL = 'deal_to_invoice_journal';
const DONE = 'deal_to_invoice_done';
const WRITTEN_AT = ['createdAt', 'updatedAt'];

/** The scenario's journal, as it stands in n8n's database. */
export class Journal {
	constructor(private readonly database: N8nDatabase) {}

	/** Rows in the order in which they were written; times as ISO 8601. */
	async rows(reference?: string): Promise<JournalRow[]> {
		const where = reference === undefined ? '' : 'WHERE reference = ?';
		const values = reference === undefined ? [] : [reference];
		const tables = await this.tablesNamed(JOURNAL);
		const rows = tables.map((table) => this.database.rows(`SELECT * FROM "${table}" ${where} ORDER BY id`, values));
		return (await Promise.all(rows)).flat().map(withIsoTimes);
	}

	/** The names of both tables in the database. */
	async tables(): Promise<{ journal: string; done: string }> {
		const [journal, done] = await this.bothTables();
		if (!journal || !done) throw new Error('There is no journal yet.');
		return { journal, done };
	}

	/** Empties the journal and the list of finished references; the settings stay. */
	async clear(): Promise<void> {
		await this.restore({});
	}

	/** What journal and list of finished references hold, by table. */
	async copy(): Promise<JournalCopy> {
		const copy: JournalCopy = {};
		for (const table of await this.bothTables())
			copy[table] = await this.database.rows(`SELECT * FROM "${table}" ORDER BY id`);
		return copy;
	}

	/** Puts a copy in the place of what is there. */
	async restore(copy: JournalCopy): Promise<void> {
		const changes: Change[] = [];
		for (const table of await this.bothTables()) {
			changes.push([`DELETE FROM "${table}"`]);
			for (const row of copy[table] ?? []) {
				const columns = Object.keys(row);
				const names = columns.map((column) => `"${column}"`).join(', ');
				const sql = `INSERT INTO "${table}" (${names}) VALUES (${columns.map(() => '?').join(', ')})`;
				changes.push([sql, Object.values(row)]);
			}
		}
		await this.database.changeAll(changes);
	}

	/** `data_table` lists a user's tables by name; the rows of each are in `data_table_user_<id>`. */
	async tablesNamed(name: string): Promise<string[]> {
		if (!(await this.database.hasTable('data_table'))) return [];
		const found = await this.database.rows('SELECT id FROM data_table WHERE name = ?', [name]);
		const tables: string[] = [];
		for (const { id } of found) {
			const table = `data_table_user_${String(id)}`;
			if (await this.database.hasTable(table)) tables.push(table);
		}
		return tables;
	}

	private async bothTables(): Promise<string[]> {
		return [...(await this.tablesNamed(JOURNAL)), ...(await this.tablesNamed(DONE))];
	}
}

/** SQLite holds "2026-11-22 08:19:16.662", meaning UTC. */
function withIsoTimes(row: JournalRow): JournalRow {
	const times = WRITTEN_AT.filter((name) => /^\S+ \S+$/.test(String(row[name] ?? '')));
	const iso = times.map((name) => [name, `${String(row[name]).replace(' ', 'T')}Z`]);
	return { ...row, ...Object.fromEntries(iso) };
}
