import type { DatabaseSync } from 'node:sqlite';
import { withDatabase } from '../../../sandbox/n8n/database';

/** Rows of other deals, made from those of one that was finished here: as long, and of the same columns. */
export interface Crowd {
	/** Finished references, and steps of the last 45 days. */
	fill(): Promise<{ done: number; steps: number; bytes: number; bytesOfDone: number }>;
	/** Takes them away again; everything else stays. */
	clear(): Promise<void>;
}

export interface CrowdOptions {
	databaseFile: string;
	/** Tables in the database. */
	journal: string;
	done: string;
	/** The deal whose rows are the pattern. */
	dealId: string;
	/** How many finished references. */
	references: number;
	/** How many of them are younger than 45 days: their steps are still there. */
	recent: number;
}

/** Above every number that a deal of the sandbox gets. */
const FIRST_DEAL = 10_000_000;
const YEARS = 3;
/** As the sweep keeps the steps of a finished document (workflows/definitions/sweep.ts). */
const KEPT_DAYS = 45;

export function crowd(options: CrowdOptions): Crowd {
	const { databaseFile, journal, done, dealId, references, recent } = options;
	const write = async <T>(work: (database: DatabaseSync) => T): Promise<T> => {
		const result = await withDatabase(
			databaseFile,
			(database) => {
				database.exec('BEGIN IMMEDIATE');
				const value = work(database);
				database.exec('COMMIT');
				return value;
			},
			{ readOnly: false },
		);
		return result as T;
	};
	return {
		fill: async () =>
			write((database) => {
				const before = usedBytes(database);
				const doneRows = multiply(database, done, { dealId, count: references, days: YEARS * 365 });
				const afterDone = usedBytes(database);
				const steps = multiply(database, journal, { dealId, count: recent, days: KEPT_DAYS });
				const bytes = usedBytes(database) - before;
				return { done: doneRows, steps, bytes, bytesOfDone: afterDone - before };
			}),
		clear: async () =>
			write((database) => {
				for (const table of [journal, done])
					database
						.prepare(`DELETE FROM "${table}" WHERE reference LIKE ?`)
						.run(`%:${String(FIRST_DEAL).slice(0, 2)}______:%`);
			}),
	};
}

/** Each row of the pattern once for each invented deal, spread evenly over the days before now. */
function multiply(
	database: DatabaseSync,
	table: string,
	{ dealId, count, days }: { dealId: string; count: number; days: number },
): number {
	const columns = (database.prepare(`PRAGMA table_info("${table}")`).all() as { name: string }[])
		.map(({ name }) => name)
		.filter((name) => name !== 'id');
	// The pattern's own deal number stands in the reference, the entry and the link: replaced wherever it does.
	const value = (name: string) =>
		['createdAt', 'updatedAt'].includes(name)
			? `strftime('%Y-%m-%d %H:%M:%f', 'now', '-' || (n * ${days * 86_400} / ${count}) || ' seconds')`
			: `replace("${name}", ':${dealId}:', ':' || (${FIRST_DEAL} + n) || ':')`;
	const sql = `
		WITH RECURSIVE numbers(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM numbers WHERE n < ${count - 1}),
		pattern AS (SELECT * FROM "${table}" WHERE reference LIKE '%:${dealId}:%')
		INSERT INTO "${table}" (${columns.map((name) => `"${name}"`).join(', ')})
		SELECT ${columns.map(value).join(', ')} FROM numbers CROSS JOIN pattern ORDER BY n DESC, pattern.id`;
	return Number(database.prepare(sql).run().changes);
}

function usedBytes(database: DatabaseSync): number {
	const pragma = (name: string) => Number(Object.values(database.prepare(`PRAGMA ${name}`).get() as object)[0]);
	return (pragma('page_count') - pragma('freelist_count')) * pragma('page_size');
}
