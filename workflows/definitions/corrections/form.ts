import { idOf, type Canvas } from '../../lib/canvas';
import { base, callWorkflow, ours, personForm } from '../../lib/nodes';
import { listTables, readWindow, updateRow } from '../../lib/tables';
import { expression, from } from '../dealToInvoice/expressions';
import type { ScenarioOptions } from '../options';
import { crmStep } from '../vendorSteps';
import { CORRECTION_FORM, type CorrectionNames } from './names';

/** The person's part: sees what differs, gives a reason, or leaves the document as it is. */
export function form(canvas: Canvas, n: CorrectionNames, options: ScenarioOptions): void {
	const { language } = options;
	const texts = CORRECTION_FORM[language];
	const dealId = `String($('${n.form}').first(0).json['${texts.deal}'])`;
	const table = from(n.formTables, '.done');
	const ofDeal = [{ keyName: 'reference', condition: 'like' as const, keyValue: expression(`':' + ${dealId} + ':'`) }];
	const rows = (node: string) => expression(`$('${node}').all().map((item) => item.json)`);
	const journal = { resource: 'correction', dealId: expression(dealId), language };
	const answer = (label: string) => expression(`String($('${n.ask}').first(0).json['${label}'] ?? '')`);
	const y = 3;
	personForm(
		canvas,
		n.form,
		[0, y],
		{ title: texts.title, description: texts.description, fields: [{ fieldLabel: texts.deal, requiredField: true }] },
		'corrections form',
	);
	listTables(canvas, n.formList, [1, y]);
	canvas.add(n.formTables, [2, y], ours('invoiceJournal'), 1, { resource: 'journal', operation: 'tables' });
	readWindow(canvas, n.ofDeal, [3, y], table, ofDeal, undefined, { alwaysOutputData: true });
	canvas.add(n.proposals, [4, y], ours('invoiceJournal'), 1, {
		...journal,
		operation: 'proposals',
		done: rows(n.ofDeal),
	});
	canvas.add(
		n.ask,
		[5, y],
		base('form'),
		2.3,
		{
			operation: 'page',
			defineForm: 'json',
			jsonOutput: `={{ JSON.stringify([{ fieldLabel: '${texts.choice}', fieldType: 'dropdown', requiredField: true, fieldOptions: { values: $('${n.proposals}').first(0).json.choices.map((option) => ({ option })) } }, { fieldLabel: '${texts.reason}', requiredField: false }]) }}`,
			options: { formTitle: texts.title, formDescription: expression(`$('${n.proposals}').first(0).json.text`) },
		},
		{ webhookId: idOf('corrections choices') },
	);
	readWindow(canvas, n.again, [6, y], table, ofDeal, undefined, { alwaysOutputData: true });
	canvas.add(n.decision, [7, y], ours('invoiceJournal'), 1, {
		...journal,
		operation: 'decision',
		done: rows(n.again),
		choice: answer(texts.choice),
		reason: answer(texts.reason),
	});
	const noted = { reference: expression('$json.reference'), data: expression('$json.data') };
	updateRow(canvas, n.confirm, [8, y - 1], table, noted);
	canvas.add(n.entry, [9, y - 1], base('set'), 3.4, {
		mode: 'raw',
		jsonOutput: expression(`JSON.stringify($('${n.decision}').first(0).json.entry)`),
		options: {},
	});
	callWorkflow(canvas, n.issue, [10, y - 1], options.ids.dealToInvoice, false);
	updateRow(canvas, n.leave, [8, y], table, noted);
	const status = { operation: 'setStatus', dealId: expression(dealId), status: from(n.decision, '.status', 1) };
	crmStep(canvas, n.leaveStatus, [9, y], options, status, { onError: 'continueRegularOutput' });
	ending(canvas, n.started, [11, y - 1], texts.started);
	ending(canvas, n.left, [10, y], texts.left);
	ending(canvas, n.none, [5, y + 1.2], texts.none);
	ending(canvas, n.refused, [8, y + 1.2], texts.refused);
	canvas.chain(n.form, n.formList, n.formTables, n.ofDeal, n.proposals, n.ask, n.again, n.decision, n.confirm);
	canvas.chain(n.confirm, n.entry, n.issue, n.started);
	canvas.connect(n.proposals, n.none, 1);
	canvas.connect(n.decision, n.leave, 1);
	canvas.connect(n.decision, n.refused, 2);
	canvas.chain(n.leave, n.leaveStatus, n.left);
}

function ending(canvas: Canvas, name: string, at: [number, number], [title, message]: string[]): void {
	canvas.add(
		name,
		at,
		base('form'),
		2.3,
		{ operation: 'completion', respondWith: 'text', completionTitle: title, completionMessage: message, options: {} },
		{ webhookId: idOf(`corrections ${name}`) },
	);
}
