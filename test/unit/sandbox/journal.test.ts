import { mkdtempSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { waitUntilActive } from '../../../sandbox/n8n/activation';
import { SqliteDatabase } from '../../../sandbox/n8n/database';
import { Journal } from '../../../sandbox/n8n/journal';
import { Templates } from '../../../sandbox/n8n/template';

const folder = mkdtempSync(join(tmpdir(), 'd2i-database-'));
const file = join(folder, 'database.sqlite');
const database = new SqliteDatabase(file);
afterAll(() => rmSync(folder, { recursive: true }));

/** The built-in SQLite came with Node 22; `npm test` runs on the Node 24 that n8n needs. */
const withSqlite = Number(process.versions.node.split('.')[0]) >= 22 ? describe : describe.skip;

async function sql(statements: string): Promise<void> {
	const { DatabaseSync } = await import('node:sqlite');
	const opened = new DatabaseSync(file);
	opened.exec(statements);
	opened.close();
}

withSqlite('the journal', () => {
	it('is empty before n8n has a database, and before the set-up has made the table', async () => {
		const journal = new Journal(database);
		expect(await journal.rows()).toEqual([]);
		await sql('CREATE TABLE other (id)');
		expect(await journal.rows()).toEqual([]);
		await journal.clear();
	});

	it('is read by its exact name, filtered, oldest first, and emptied with the list of finished ones', async () => {
		await sql(`CREATE TABLE data_table (id, name);
			INSERT INTO data_table VALUES ('J', 'deal_to_invoice_journal'), ('B', 'deal_to_invoice_journal_backup'),
				('D', 'deal_to_invoice_done'), ('S', 'deal_to_invoice_settings');
			CREATE TABLE data_table_user_J (id INTEGER, reference, createdAt);
			INSERT INTO data_table_user_J VALUES (2, 'b', '2026-11-22 08:19:17.000'), (1, 'a', '2026-11-22 08:19:16.662');
			CREATE TABLE data_table_user_B (id INTEGER, reference); INSERT INTO data_table_user_B VALUES (1, 'a');
			CREATE TABLE data_table_user_D (id INTEGER, reference); INSERT INTO data_table_user_D VALUES (1, 'a');
			CREATE TABLE data_table_user_S (id INTEGER, reference); INSERT INTO data_table_user_S VALUES (1, 'a');`);
		const journal = new Journal(database);
		expect((await journal.rows()).map(({ reference }) => reference)).toEqual(['a', 'b']);
		expect(await journal.rows('a')).toEqual([{ id: 1, reference: 'a', createdAt: '2026-11-22T08:19:16.662Z' }]);
		await journal.clear();
		expect(await journal.rows()).toEqual([]);
		const { DatabaseSync } = await import('node:sqlite');
		const opened = new DatabaseSync(file, { readOnly: true });
		const left = ['B', 'D', 'S'].map((id) => opened.prepare(`SELECT * FROM data_table_user_${id}`).all().length);
		expect(left).toEqual([1, 0, 1]);
		opened.close();
	});

	it('waits until n8n has published its workflows, and says which it could not', async () => {
		await sql(`CREATE TABLE workflow_publication_outbox (id INTEGER, workflowId, status, errorMessage);
			INSERT INTO workflow_publication_outbox VALUES (1, 'w1', 'failed', 'old'), (2, 'w1', 'in_progress', NULL),
				(3, 'w2', 'failed', 'no stage');`);
		const waiting = waitUntilActive(database, ['w1', 'w2'], true, 10_000);
		await new Promise((resolve) => setTimeout(resolve, 800));
		await sql(`UPDATE workflow_publication_outbox SET status = 'completed' WHERE id = 2`);
		expect(await waiting).toEqual(['Workflow w2 could not be activated: no stage']);
		expect(await waitUntilActive(database, ['w3'], true, 700)).toEqual(['Workflow w3 is not active yet.']);
		expect(await waitUntilActive(database, ['w3'], false, 5000)).toEqual([]);
	});
});

describe('prepared user folders', () => {
	it('are kept by what went into them, copied for use, the long unused thrown away', async () => {
		const [kept, prepared, tarball] = ['kept', 'prepared', 'pack.tgz'].map((name) => join(folder, name)) as [
			string,
			string,
			string,
		];
		mkdirSync(prepared);
		writeFileSync(join(prepared, 'database'), 'first');
		writeFileSync(tarball, 'pack');
		const templates = new Templates(kept);
		const key = await Templates.keyOf(tarball, '2.41.1', [{ port: 1 }]);
		expect(await Templates.keyOf(tarball, '2.41.1', [{ port: 1 }])).toBe(key);
		expect(await Templates.keyOf(tarball, '2.41.1', [{ port: 2 }])).not.toBe(key);

		expect(await templates.use(key, join(folder, 'one'))).toBe(false);
		await templates.keep(key, prepared);
		expect(await templates.use(key, join(folder, 'one'))).toBe(true);
		writeFileSync(join(folder, 'one', 'database'), 'changed');
		await templates.use(key, join(folder, 'two'));
		expect(readFileSync(join(folder, 'two', 'database'), 'utf8')).toBe('first');

		for (let i = 0; i < 14; i++) await templates.keep(`key${i}`, prepared);
		expect(readdirSync(kept)).toHaveLength(12);
	});
});
