import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { allEffects } from '../../../sandbox/effects';
import type { Books } from '../../../sandbox/books';
import { withDatabase } from '../../../sandbox/n8n/database';
import type { Place } from './needles';

/** Every file below a folder: logs, event logs, binary data, and the database's own files with its WAL. */
export async function filesUnder(folder: string): Promise<Place[]> {
	const entries = await readdir(folder, { recursive: true, withFileTypes: true });
	return entries
		.filter((entry) => entry.isFile())
		.map((entry) => join(entry.parentPath, entry.name))
		.map((file) => ({
			name: `file ${relative(folder, file)}`,
			async *pieces() {
				// A log may have been rolled, an execution's folder cleared, since the folder was listed.
				yield await readFile(file).catch(() => '');
			},
		}));
}

/**
 * Every column of every table, value by value: in the file itself a long value is cut into pages. A Data Table goes by
 * the name that its owner gave it. The same shape serves another database: give it `name.column` and the values.
 */
export async function sqliteColumns(file: string): Promise<Place[]> {
	const places = await withDatabase(file, (database) => {
		const all = (sql: string) => database.prepare(sql).all() as Record<string, string>[];
		const names = new Map(
			all('SELECT id, name FROM data_table').map(({ id, name }) => [`data_table_user_${id}`, name]),
		);
		const tables = all("SELECT name FROM sqlite_master WHERE type = 'table'").map(({ name }) => name!);
		return tables.flatMap((table) =>
			all(`PRAGMA table_info("${table}")`).map(({ name: column }): Place => {
				const rows = database
					.prepare(`SELECT "${column}" AS value FROM "${table}" WHERE "${column}" IS NOT NULL`)
					.all();
				const values = rows.map(({ value }) => (value instanceof Uint8Array ? value : String(value)));
				return { name: `table ${names.get(table) ?? table}.${column}`, pieces: () => values };
			}),
		);
	});
	if (!places) throw new Error(`There is no database at ${file}.`);
	return places;
}

/** The mails to the people who run the scenario. */
export function ownerMails(books: Books): Place {
	return { name: 'mails to the owner', pieces: () => allEffects(books).alerts.map((mail) => JSON.stringify(mail)) };
}
