import { parseArgs } from 'node:util';
import { Results, type Entry } from './results';
import { ROWS } from './rows';

const USAGE = `Usage: npm run test:faults -- [--rows 1,4p] [--schedules 200] [--seed 1] [--fresh]

  --rows        only these; left out: all
  --schedules   random fault schedules of row 5
  --seed        replays a run; left out: a new one, which is printed
  --fresh       also rows that have a result for this package already

A run that was cut off goes on where it was: rows with a result for the same package are not run again.`;

const log = (line: string) => console.log(line);

async function main(): Promise<number> {
	const { values } = parseArgs({
		options: {
			rows: { type: 'string' },
			schedules: { type: 'string', default: '200' },
			seed: { type: 'string' },
			fresh: { type: 'boolean', default: false },
			help: { type: 'boolean', default: false },
		},
	});
	const wanted = values.rows?.split(',');
	const unknown = wanted?.filter((id) => !ROWS.some((row) => row.id === id)) ?? [];
	const schedules = Number(values.schedules);
	const seed = values.seed === undefined ? Date.now() % 1_000_000 : Number(values.seed);
	if (values.help || unknown.length > 0 || !Number.isInteger(schedules) || !Number.isInteger(seed)) {
		if (unknown.length > 0)
			log(`No such row: ${unknown.join(', ')}. There are ${ROWS.map(({ id }) => id).join(', ')}.`);
		log(USAGE);
		return values.help ? 0 : 2;
	}
	const results = await Results.open();
	log(`Seed ${seed}`);
	for (const row of ROWS) {
		if (wanted ? !wanted.includes(row.id) : !values.fresh && results.has(row.id)) continue;
		log(`\n${row.id}  ${row.title}`);
		const begun = Date.now();
		const outcome = await row
			.run({ seed, schedules, log: (line) => log(`    ${line}`) })
			.catch((error: unknown) => ({ figures: {}, violations: [`The row broke off: ${String(error)}`] }));
		const entry: Entry = {
			...outcome,
			seed,
			seconds: Math.round((Date.now() - begun) / 1000),
			at: new Date().toISOString(),
		};
		await results.keep(row.id, entry);
		for (const [name, value] of Object.entries(entry.figures)) log(`    ${name}: ${value}`);
		for (const violation of entry.violations.slice(0, 20)) log(`    VIOLATION ${violation}`);
		log(`    ${entry.violations.length} violations, ${entry.seconds} s`);
	}
	await results.report(ROWS);
	const failed = ROWS.filter(({ id }) => results.get(id)?.violations.length);
	const missing = ROWS.filter(({ id }) => !results.has(id));
	log(
		`\n${ROWS.length - failed.length - missing.length} rows hold, ${failed.length} do not, ${missing.length} have not been run.`,
	);
	return failed.length === 0 ? 0 : 1;
}

main().then(
	(code) => process.exit(code),
	(error: unknown) => {
		console.error(error instanceof Error ? error.message : error);
		process.exit(1);
	},
);
