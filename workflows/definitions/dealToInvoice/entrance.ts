import { idOf, type Canvas } from '../../lib/canvas';
import { callWorkflow, ifTrue, loop, noOp, ours, setFields, whenCalled } from '../../lib/nodes';
import type { ScenarioOptions } from '../options';
import { TEXTS } from '../texts';
import { expression } from './expressions';
import type { Names } from './names';

/** Two ways in: the trigger, and a call with one stage entry. One deal is one execution. */
export function entrance(canvas: Canvas, n: Names, options: ScenarioOptions): void {
	canvas.add(
		n.trigger,
		[0, 0],
		ours('bitrix24DealTrigger'),
		1,
		{
			authentication: 'webhook',
			listenBy: 'outgoingWebhook',
			pipeline: options.pipeline,
			rules: { rule: options.rules },
			sweepEvery: options.sweepEvery,
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
	loop(canvas, n.eachDeal, [2, 1.2]);
	callWorkflow(canvas, n.startEach, [3, 1.2], expression('$workflow.id'), false);
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
	canvas.connect(n.oneDeal, n.eachDeal, 1);
	canvas.connect(n.eachDeal, n.startEach, 1);
	canvas.connect(n.startEach, n.eachDeal);
	canvas.connect(n.called, n.entry);
}
