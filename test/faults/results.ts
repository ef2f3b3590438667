import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import path from 'node:path';
import { ROOT } from '../../scripts/packed';
import type { Row, RowResult } from './row';

export interface Entry extends RowResult {
	seed: number;
	seconds: number;
	/** ISO 8601. */
	at: string;
}

/** With the version of nodes and workflows that it was found on. */
type Kept = Entry & { pack: string };

/** What the rows are about: a document may change without them. */
const TESTED = ['nodes', 'credentials', 'connect', 'invoicing', 'workflows'];
const REPORT = path.join(ROOT, 'docs/promises-result.md');
/** Committed with the report, so that another machine goes on where this one stopped. */
const FILE = path.join(ROOT, 'docs/promises-result.json');

/** What the rows found, kept after each one, so that a run of hours can be cut off and gone on with. */
export class Results {
	private constructor(
		private readonly pack: string,
		private readonly entries: Record<string, Kept>,
	) {}

	/** Results of other nodes or workflows are kept and shown as such; their rows are to be run again. */
	static async open(): Promise<Results> {
		const hash = createHash('sha256');
		for (const folder of TESTED) {
			const files = (await readdir(path.join(ROOT, folder), { recursive: true })).filter((file) =>
				file.endsWith('.ts'),
			);
			for (const file of files.sort()) hash.update(await readFile(path.join(ROOT, folder, file)));
		}
		const pack = hash.digest('hex').slice(0, 16);
		const kept = await readFile(FILE, 'utf8').then(
			(text) => JSON.parse(text) as Record<string, Kept>,
			() => ({}),
		);
		return new Results(pack, kept);
	}

	/** On this version. */
	has(id: string): boolean {
		return this.entries[id]?.pack === this.pack;
	}

	/** On this version. */
	get(id: string): Entry | undefined {
		return this.has(id) ? this.entries[id] : undefined;
	}

	async keep(id: string, entry: Entry): Promise<void> {
		this.entries[id] = { ...entry, pack: this.pack };
		await writeFile(FILE, `${JSON.stringify(this.entries, null, '\t')}\n`);
	}

	/** Writes docs/promises-result.md: what is committed as the last result. */
	async report(rows: readonly Row[]): Promise<void> {
		const done = rows.filter(({ id }) => this.entries[id]);
		if (done.length === 0) return;
		const total = done.reduce((sum, { id }) => sum + this.entries[id]!.seconds, 0);
		const lines = done.map(({ id, title, figure }) => {
			const { violations, figures, seconds, seed } = this.entries[id]!;
			const found = violations.length === 0 ? 'held' : `**${violations.length} violations**`;
			const held = this.has(id) ? found : `${found}, on an earlier version`;
			const measured = Object.entries(figures).map(([name, value]) => `${name}: ${value}`);
			return `| ${[id, title, figure, held, measured.join('; '), `${seconds} s`, seed].map(cell).join(' | ')} |`;
		});
		const text = [
			'# Promises: the last long run',
			'',
			`Written by \`npm run test:faults\`; what each row shows is in [Promises](promises.md). ${cpus().length} cores, ${Math.round(total / 60)} minutes in all, last row at ${newest(done.map(({ id }) => this.entries[id]!.at))}.`,
			'',
			'| Row | What | Has to come out | Outcome | Measured | Time | Seed |',
			'| --- | --- | --- | --- | --- | --- | --- |',
			...lines,
			...rows.filter(({ id }) => !this.entries[id]).map(({ id, title, figure }) => notRun(id, title, figure)),
			'',
		];
		await writeFile(REPORT, text.join('\n'));
	}
}

/** A row without a result is named: what was not shown is not promised. */
const notRun = (id: string, title: string, figure: string) =>
	`| ${[id, title, figure, 'not run yet', '', '', ''].map(cell).join(' | ')} |`;
const cell = (value: string | number): string => String(value).replaceAll('|', '\\|').replaceAll('\n', ' ');
const newest = (dates: string[]): string => [...dates].sort().at(-1)?.slice(0, 16).replace('T', ' ') ?? '';
