import type { N8nDatabase } from '../../../../sandbox/n8n/database';
import { Journal } from '../../../../sandbox/n8n/journal';

/** The rows that a finished deal leaves, in their order. */
const STEPS = ['claim', 'build', 'issue', 'record', 'mail', 'archive', 'report', 'finish'];
const KEPT_DAYS = 45;

export interface Filling {
	/** Finished references: one row each in the list of the finished. */
	finished: number;
	/** Of these, so many ended in the last 45 days: their steps are in the journal still. */
	recent: number;
}

/** Fills both tables as a firm of many years has them, the journal's rows evenly over the days that they are kept. */
export async function fillTables(database: N8nDatabase, { finished, recent }: Filling): Promise<void> {
	const { journal, done } = await tables(database);
	const reference = (number: string) => `'bitrix24:demo.bitrix24.pl:' || (1000000 + ${number}) || ':invoice:1'`;
	await database.change(
		`INSERT INTO "${done}" (reference, vendor, number, document_id, amount, currency, due_date, client, data, "createdAt")
		SELECT ${reference('n')}, 'fakturownia', 'FV ' || n || '/2026', (50000000 + n)::text, '2601.72', 'PLN', '2026-12-09',
			'company:' || n % 5000, '{"v":1,"path":"/Faktury/2026/11/Klient ' || n || ' sp. z o.o./FV ' || n || '.pdf","ksefNumber":"5260250274-20261125-0100C0' || lpad(n::text, 6, '0') || '-AB"}',
			now() - interval '5 years' * n / ?::float
		FROM generate_series(1, ?::int) AS n`,
		[finished, finished],
	);
	const steps = STEPS.map((step) => `'${step}'`).join(', ');
	await database.change(
		`INSERT INTO "${journal}" (reference, step, state, attempt, holder, lease_until, vendor, number, document_id, amount,
			currency, due_date, client, note, data, "createdAt")
		SELECT ${reference('n')}, (ARRAY[${steps}])[s], CASE s WHEN 1 THEN 'claimed' ELSE 'done' END, md5(n::text), n::text,
			'PT240S', 'fakturownia', 'FV ' || n || '/2026', (50000000 + n)::text, '2601.72', 'PLN', '2026-12-09',
			'company:' || n % 5000, '', '{"v":1,"next":"' || coalesce((ARRAY[${steps}])[s + 1], 'end') || '","lease":240' ||
			CASE s WHEN ${STEPS.length} THEN ',"rest":"finished"' ELSE '' END || '}',
			now() - interval '${KEPT_DAYS} days' * n / ?::float + interval '1 second' * s
		FROM generate_series(1, ?::int) AS n, generate_series(1, ${STEPS.length}) AS s`,
		[recent, recent],
	);
	for (const table of [journal, done]) await database.change(`ANALYZE "${table}"`);
}

export const stepsOf = (references: number): number => references * STEPS.length;

/** Megabytes of a table with its indexes, and its rows. */
export async function sizes(database: N8nDatabase): Promise<Record<'journal' | 'done', string>> {
	const found = await tables(database);
	const size = async (table: string) => {
		const [row] = await database.rows(
			`SELECT pg_total_relation_size('"${table}"') / 1048576.0 AS mb, (SELECT count(*) FROM "${table}") AS rows`,
		);
		return `${Number(row?.rows).toLocaleString('en')} rows, ${Number(row?.mb).toFixed(1)} MB`;
	};
	return { journal: await size(found.journal), done: await size(found.done) };
}

/** How PostgreSQL goes about reading one reference. */
export async function plan(database: N8nDatabase): Promise<string> {
	const { journal } = await tables(database);
	const rows = await database.rows(
		`EXPLAIN (ANALYZE, TIMING OFF) SELECT * FROM "${journal}" WHERE reference = 'bitrix24:demo.bitrix24.pl:1000001:invoice:1'`,
	);
	return rows.map((row) => String(row['QUERY PLAN'])).join('\n');
}

async function tables(database: N8nDatabase): Promise<{ journal: string; done: string }> {
	const journals = new Journal(database);
	const [journal] = await journals.tablesNamed('deal_to_invoice_journal');
	const [done] = await journals.tablesNamed('deal_to_invoice_done');
	if (!journal || !done) throw new Error('The tables are not there yet.');
	return { journal, done };
}
