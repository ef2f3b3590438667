import { idOf, type Canvas } from '../../lib/canvas';
import { callWorkflow, ifTrue, loop, noOp, ours, setFields, whenCalled } from '../../lib/nodes';
import { crmNodes } from '../crms';
import type { ScenarioOptions } from '../options';
import { TEXTS } from '../texts';
import { listTables, readWindow } from '../../lib/tables';
import { expression, from } from './expressions';
import type { Names } from './names';

/** As far back as the trigger hands over, and a little more. */
const claimedSince = {
	keyName: 'createdAt',
	condition: 'gt' as const,
	keyValue: expression('$now.minus({ hours: 27 }).toISO()'),
};

/** Two ways in: the trigger, and a call with one stage entry. One deal is one execution. */
export function entrance(canvas: Canvas, n: Names, options: ScenarioOptions): void {
	const { trigger } = crmNodes(options.crm);
	canvas.add(
		n.trigger,
		[0, 0],
		ours(trigger.node),
		1,
		{
			...trigger.parameters,
			...options.crmParameters.trigger,
			pipeline: options.pipeline,
			rules: { rule: options.rules },
			sweepEvery: options.sweepEvery ?? trigger.sweepEvery ?? 5,
			options: {},
		},
		{ webhookId: idOf('deal-to-invoice trigger') },
	);
	ifTrue(canvas, n.oneDeal, [1, 0], {
		left: expression('$input.all().length'),
		right: 1,
		type: 'number',
		operation: 'equals',
	});
	// Several at once: what the trigger started in the last hour, handed over to be sure. Only what no run ever claimed
	// is started again.
	listTables(canvas, n.listTablesForAll, [2, 2.4]);
	canvas.add(n.tablesForAll, [3, 2.4], ours('invoiceJournal'), 1, { resource: 'journal', operation: 'tables' });
	readWindow(
		canvas,
		n.journalOfDay,
		[4, 2.4],
		from(n.tablesForAll, '.journal'),
		[{ keyName: 'step', condition: 'eq', keyValue: 'claim' }, claimedSince],
		undefined,
		{ alwaysOutputData: true },
	);
	canvas.add(n.unknown, [5, 2.4], ours('invoiceJournal'), 1, {
		resource: 'journal',
		operation: 'unknown',
		entries: expression(`$('${n.trigger}').all().map((item) => item.json)`),
	});
	loop(canvas, n.eachDeal, [6, 2.4]);
	callWorkflow(canvas, n.startEach, [7, 2.4], expression('$workflow.id'), false);
	whenCalled(canvas, n.called, [0, -1.2]);
	noOp(canvas, n.entry, [2, 0]);
	const t = TEXTS[options.language];
	setFields(canvas, n.settings, [3, 0], {
		sellerName: options.seller.name,
		sender: options.seller.sender,
		ownerEmail: options.seller.ownerEmail,
		archiveFolder: options.archiveFolder,
		spreadsheetId: options.spreadsheetId,
		sheetName: options.sheetName || t.sheetName,
		invoicedStage: options.invoicedStage,
	});
	canvas.chain(n.trigger, n.oneDeal, n.entry, n.settings);
	canvas.connect(n.oneDeal, n.listTablesForAll, 1);
	canvas.chain(n.listTablesForAll, n.tablesForAll, n.journalOfDay, n.unknown, n.eachDeal);
	canvas.connect(n.eachDeal, n.startEach, 1);
	canvas.connect(n.startEach, n.eachDeal);
	canvas.connect(n.called, n.entry);
}
