import { WORKFLOW_IDS } from '../../sandbox/scenario';
import type { domainTime } from './domain';
import { rounded, seconds, table, type Figures } from './figures';
import type { Measured } from './measure';
import type { Profile } from './profile';

export interface Results {
	machine: { cpus: number; model: string; node: string; n8n: string };
	/** Calls of an empty workflow on the same n8n in the same run. */
	empty: Figures;
	oneByOne: Measured;
	burst: Measured;
	/** Median of a deal's mail, one after the other, over the median of an empty run. */
	ratio: number;
	domain: ReturnType<typeof domainTime>;
	totalsPerSecond: number;
	target: { p50: number; p95: number };
}

/** Milliseconds from the change of the stage to the mail in the mailbox, one deal at a time. */
export const TARGET = { p50: 3_000, p95: 5_000 };

function results(of: Results): string {
	const { machine, oneByOne, burst, empty, domain } = of;
	const row = (name: string, figures: Figures) => [
		name,
		figures.count,
		seconds(figures.p50),
		seconds(figures.p95),
		seconds(figures.max),
	];
	const times = table(
		['from the change of the stage', 'deals', 'p50', 'p95', 'max'],
		[
			row('one by one: mail arrived', oneByOne.mail),
			row('one by one: all effects', oneByOne.whole),
			row('burst: mail arrived', burst.mail),
			row('burst: all effects', burst.whole),
			row('empty workflow (webhook, no-op)', empty),
		],
	);
	const vendors = [...new Set([...Object.keys(oneByOne.calls), ...Object.keys(burst.calls)])].sort();
	const cell = (calls: Measured['calls'], vendor: string) => {
		const { answered = 0, refused = 0 } = calls[vendor] ?? {};
		return `${rounded(answered, 2)}${refused > 0 ? ` + ${rounded(refused, 2)} refused` : ''}`;
	};
	const calls = table(
		['calls per invoice', 'one by one', 'burst'],
		vendors.map((vendor) => [vendor, cell(oneByOne.calls, vendor), cell(burst.calls, vendor)]),
	);
	const runs = table(
		['runs per deal', 'one by one', 'burst'],
		(['dealToInvoice', 'sweep', 'errorAlerts'] as const).map((name) => {
			const text = ({ runs: all, deals }: Measured) => {
				const { good = 0, failed = 0 } = all[WORKFLOW_IDS[name]] ?? {};
				return `${rounded((good + failed) / deals, 2)}${failed > 0 ? ` (${failed} failed)` : ''}`;
			};
			return [name, text(oneByOne), text(burst)];
		}),
	);
	const memory = ({ rssMb }: Measured) => `${rssMb.before ?? '?'} → ${rssMb.after ?? '?'} MB`;
	const problems = failures(of);
	return [
		'',
		`n8n ${machine.n8n} on Node ${machine.node}, ${machine.cpus} × ${machine.model}`,
		'',
		times,
		'',
		`A deal's mail takes ${rounded(of.ratio, 1)} times an empty run. The burst makes ${rounded(burst.dealsPerMinute, 1)} deals a minute.`,
		'',
		calls,
		'',
		runs,
		'',
		`n8n's memory: one by one ${memory(oneByOne)}, burst ${memory(burst)}`,
		`Domain: ${domain.cpuMsPerInvoice.toFixed(3)} ms of processor time per invoice without its PDF (${domain.count} built); ${of.totalsPerSecond} totals a second`,
		'',
		problems.length === 0 ? `All targets are met.` : problems.join('\n'),
	].join('\n');
}

/** A sentence for each promise or target that was missed. */
function failures({ oneByOne, burst, target }: Results): string[] {
	const missed: string[] = [];
	for (const [name, { deals, complete, doubled, missing }] of Object.entries({ 'one by one': oneByOne, burst })) {
		if (complete < deals)
			missed.push(
				`MISSED: ${deals - complete} of ${deals} deals were not complete in time (${name}; missing: ${JSON.stringify(missing)}).`,
			);
		if (doubled > 0) missed.push(`MISSED: ${doubled} deals have an effect twice (${name}).`);
	}
	if (oneByOne.mail.p50 >= target.p50) missed.push(`MISSED: p50 is not under ${seconds(target.p50)}.`);
	if (oneByOne.mail.p95 >= target.p95) missed.push(`MISSED: p95 is not under ${seconds(target.p95)}.`);
	return missed;
}

function profile({ executions, wholeMs, inNodesMs, nodes }: Profile, { endpoints }: Measured): string {
	const rows = nodes.map(({ node, runs, ms }) => [node, rounded(runs, 1), rounded(ms, 1), rounded(ms / runs, 1)]);
	return [
		'',
		`${executions} executions: ${rounded(wholeMs)} ms each, ${rounded(inNodesMs)} ms of it inside steps`,
		'',
		table(['step', 'runs', 'ms', 'ms a run'], rows),
		'',
		table(
			['calls of one deal', ''],
			Object.entries(endpoints)
				.sort(([a], [b]) => a.localeCompare(b))
				.map(([name, calls]) => [name, rounded(calls, 2)]),
		),
	].join('\n');
}

export const report = { results, failures, profile };
