import type { Canvas } from '../../lib/canvas';
import { ours } from '../../lib/nodes';
import { insertRow, readRows } from '../../lib/tables';
import type { ScenarioOptions } from '../options';
import { accountingNodes } from '../accountings';
import { accountingStep, crmStep } from '../vendorSteps';
import { expression, first, from, maybe, toError } from './expressions';
import type { Names } from './names';

/** Next Step is 544 pixels high with its 16 ways out: so far up, its input is in line with the row before it. */
const NEXT_STEP_ROW = -224 / 208;

/** Reads the deal, builds the invoice, and the loop that journals every step and sends the run to the next. */
export function centre(canvas: Canvas, n: Names, options: ScenarioOptions): void {
	const reference = from(n.entry, '.reference');
	const journal = from(n.tables, '.journal');
	crmStep(
		canvas,
		n.getDeal,
		[13, 0],
		options,
		{ operation: 'get', dealId: from(n.entry, '.dealId'), entry: from(n.entry, '') },
		toError,
	);
	const reading = [
		n.getDeal,
		...(accountingNodes(options.accounting).buildsOnEarlier ? [earlier(canvas, n, options)] : []),
	];
	canvas.add(n.build, [14, -0.5], ours('buildInvoice'), 1, buildParameters(n, options), toError);
	canvas.add(n.stepRow, [15, 0], ours('invoiceJournal'), 1, {
		resource: 'step',
		operation: 'row',
		attempt: from(n.judge, '.attempt'),
		rows: expression(
			`[...$('${n.readClaims}').all(), ...($('${n.readJournal}').isExecuted ? $('${n.readJournal}').all() : [])].map((item) => item.json)`,
		),
		build: expression(`${maybe(n.build, '')} ?? ''`),
		askedBy: expression(`${first(n.entry, '.askedBy')} || 'event'`),
		language: options.language,
		stepOptions: { pauses: options.pauses },
	});
	insertRow(canvas, n.writeRow, [16, 0], journal);
	readRows(canvas, n.readJournal, [17, 0], journal, reference);
	canvas.add(n.next, [18, NEXT_STEP_ROW], ours('invoiceJournal'), 1, {
		resource: 'step',
		operation: 'next',
		attempt: from(n.judge, '.attempt'),
	});
	canvas.chain(n.judge, ...reading, n.build, n.stepRow, n.writeRow, n.readJournal, n.next);
	for (const name of reading) canvas.connect(name, n.stepRow, 1);
	canvas.connect(n.build, n.stepRow, 1);
}

/** Always in line: it asks for nothing unless the document builds on others. */
function earlier(canvas: Canvas, n: Names, options: ScenarioOptions): string {
	const parameters = {
		resource: 'invoice',
		operation: 'getEarlier',
		entry: expression('$json.entry'),
		deal: expression('$json.deal'),
	};
	return accountingStep(canvas, n.earlier, [13.25, -1.05], options, parameters, toError);
}

function buildParameters(n: Names, options: ScenarioOptions): Record<string, unknown> {
	return {
		resource: 'invoice',
		operation: 'build',
		deal: expression('$json.deal'),
		entry: expression('$json.entry'),
		earlier: expression('$json.earlier ?? []'),
		sellerName: from(n.settings, '.sellerName'),
		timeZone: 'Europe/Warsaw',
		ksefDuty: options.ksef,
		mode: options.mode,
		dealTextLanguage: options.language,
		...(options.now && { options: { now: options.now } }),
		...options.build,
	};
}
