import type { Canvas } from '../../lib/canvas';
import { callWorkflow, loop, ours, scheduleEvery, setFields } from '../../lib/nodes';
import { listTables, readWindow, updateRow } from '../../lib/tables';
import { accountingNodes } from '../accountings';
import { expression, from, maybe } from '../dealToInvoice/expressions';
import type { ScenarioOptions } from '../options';
import { accountingStep, crmStep } from '../vendorSteps';
import type { CorrectionNames } from './names';

const WINDOW_DAYS = 30;
/** A document may be dated before the day on which it was finished: it waited for KSeF or for a person. */
const LISTED_DAYS = 45;
const DOCUMENTS_A_TURN = 20;

const goOn = { onError: 'continueRegularOutput' as const };
const orNothing = { ...goOn, alwaysOutputData: true };

/** The stage entry of a correction of that document: with it the system's node reads the document's lines, too. */
const CORRECTION_OF = (each: string): string => {
	const of = `$('${each}').first(1).json`;
	return `({ ...${of}, kind: 'correction', corrects: { reference: ${of}.reference, documentId: ${of}.documentId } })`;
};

/** Every hour: which documents differ from their deals, or from what was issued. Reads only, but for what it tells. */
export function notice(canvas: Canvas, n: CorrectionNames, options: ScenarioOptions): void {
	const done = from(n.tables, '.done');
	const journal = { resource: 'correction', done: expression(`$('${n.done}').all().map((item) => item.json)`) };
	const { language } = options;
	scheduleEvery(canvas, n.schedule, [0, 0], options.corrections.interval);
	listTables(canvas, n.list, [1, 0]);
	canvas.add(n.tables, [2, 0], ours('invoiceJournal'), 1, { resource: 'journal', operation: 'tables' });
	readWindow(canvas, n.done, [3, 0], done, [
		{ keyName: 'createdAt', condition: 'gt', keyValue: expression(`$now.minus({ days: ${WINDOW_DAYS} }).toISO()`) },
	]);
	const day = (days: number) => expression(`$now.minus({ days: ${days} }).toISODate()`);
	accountingStep(
		canvas,
		n.listed,
		[4, 0],
		options,
		{ resource: 'invoice', operation: 'getMany', from: day(LISTED_DAYS), until: day(-1), returnAll: true },
		{ ...orNothing, executeOnce: true },
	);
	canvas.add(n.due, [5, 0], ours('invoiceJournal'), 1, {
		...journal,
		operation: 'due',
		limit: DOCUMENTS_A_TURN,
		everyHours: options.corrections.everyHours,
	});
	loop(canvas, n.each, [6, 0]);
	setFields(canvas, n.settings, [7, 0], { sellerName: options.seller.name });
	const entry = expression(`$('${n.each}').first(1).json`);
	const dealId = from(n.each, '.dealId', 1);
	crmStep(canvas, n.getDeal, [8, 0], options, { operation: 'get', dealId, entry }, goOn);
	canvas.add(
		n.build,
		[9, 0],
		ours('buildInvoice'),
		1,
		{
			resource: 'invoice',
			operation: 'build',
			deal: expression('$json.deal'),
			entry,
			sellerName: from(n.settings, '.sellerName'),
			timeZone: 'Europe/Warsaw',
			ksefDuty: options.ksef,
			mode: options.mode,
			dealTextLanguage: language,
			...(options.now && { options: { now: options.now } }),
			...options.build,
		},
		goOn,
	);
	// A deal that could not be read says nothing: it is looked at again tomorrow.
	const build = expression(`($('${n.build}').first()?.json?.brakes ? $('${n.build}').first().json : '')`);
	const compared = { ...journal, reference: from(n.each, '.reference', 1), build, language };
	canvas.add(n.compare, [10, 0], ours('invoiceJournal'), 1, {
		...compared,
		operation: 'compare',
		read: from(n.each, '.suspicious', 1),
	});
	const { corrects = false, onlyLowers = false } = accountingNodes(options.accounting);
	const reading = corrects
		? { operation: 'getEarlier', entry: expression(CORRECTION_OF(n.each)), deal: '' }
		: { operation: 'get', documentId: expression('$json.documentId') };
	accountingStep(canvas, n.document, [11, -0.5], options, { resource: 'invoice', ...reading }, goOn);
	canvas.add(n.propose, [12, -0.5], ours('invoiceJournal'), 1, {
		...compared,
		operation: 'propose',
		issued: expression(`$json.issued ?? $json.earlier?.[0] ?? ''`),
		canCorrect: corrects,
		...(onlyLowers && { onlyLowers }),
	});
	const status = { operation: 'setStatus', dealId, status: expression('$json.status') };
	const deal = { deal: expression(`${maybe(n.getDeal, '.deal')} ?? ''`) };
	crmStep(canvas, n.status, [13, -1.5], options, { ...status, ...deal }, goOn);
	canvas.add(n.alert, [14, -1.5], 'n8n-nodes-base.set', 3.4, {
		mode: 'raw',
		jsonOutput: expression(`JSON.stringify($('${n.propose}').first(0).json.alert)`),
		options: {},
	});
	callWorkflow(canvas, n.tell, [15, -1.5], options.ids.errorAlerts, false, goOn);
	const row = (node: string, output = 0) => ({
		reference: from(node, '.reference', output),
		data: from(node, '.data', output),
	});
	// Last: what was cut off before this is told again, and the alerts say each cause once.
	updateRow(canvas, n.told, [16, -1.5], done, row(n.propose));
	crmStep(canvas, n.settled, [13, -0.5], options, { ...status, ...deal }, goOn);
	updateRow(canvas, n.mark, [16, 0], done, {
		reference: from(n.each, '.reference', 1),
		data: expression(`$json.data ?? $('${n.propose}').first(1).json.data`),
	});
	canvas.chain(n.schedule, n.list, n.tables, n.done, n.listed, n.due, n.each);
	canvas.connect(n.each, n.settings, 1);
	canvas.chain(n.settings, n.getDeal, n.build, n.compare, n.document, n.propose, n.status, n.alert, n.tell, n.told);
	canvas.connect(n.compare, n.mark, 1);
	canvas.connect(n.propose, n.settled, 1);
	canvas.connect(n.settled, n.mark);
	canvas.connect(n.propose, n.mark, 2);
	canvas.connect(n.told, n.each);
	canvas.connect(n.mark, n.each);
}
