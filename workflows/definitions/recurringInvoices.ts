import { Canvas, idOf, type WorkflowJson } from '../lib/canvas';
import { base, callWorkflow, ifTrue, loop, ours, scheduleEvery, personForm } from '../lib/nodes';
import { listTables, readWindow, upsertRow } from '../lib/tables';
import type { ScenarioOptions } from './options';
import { FORM, NAMES, NOTE } from './recurringTexts';
import { TEXTS, TO_SET } from './texts';
import { crmStep } from './vendorSteps';
import { SUBSCRIPTION_COLUMNS } from '../../invoicing/recurring/subscription';

type Names = (typeof NAMES)['en'];

/** Finished documents are looked up as far back as missed periods are made up for, and a little more. */
const DONE_DAYS = 400;
const first = (node: string, path: string, output = 0) => `$('${node}').first(${output}).json${path}`;
const all = (node: string) => `={{ $('${node}').all().map((item) => item.json) }}`;
const orNothing = { alwaysOutputData: true };

/** Subscriptions: a form for a person, and every hour a look at what is due. The journal keeps each to one document. */
export function recurringInvoices(options: ScenarioOptions): WorkflowJson {
	const canvas = new Canvas();
	const n = NAMES[options.language];
	canvas.note([-0.3, -2], [4.6, 1.4], NOTE[options.language], 4);
	canvas.note([-0.3, -0.45], [1, 1.4], TO_SET[options.language], 1);
	canvas.note([9.7, 1.95], [1, 1.4], TO_SET[options.language], 1);
	form(canvas, n, options);
	schedule(canvas, n, options);
	return canvas.workflow(TEXTS[options.language].workflowNames.recurringInvoices, {
		executionOrder: 'v1',
		timezone: options.timezone,
		saveDataSuccessExecution: 'none',
		saveDataErrorExecution: 'all',
		...(options.ids.errorAlerts && { errorWorkflow: options.ids.errorAlerts }),
	});
}

function form(canvas: Canvas, n: Names, options: ScenarioOptions): void {
	const { language } = options;
	const f = FORM[language];
	const answer = (label: string) => `${first(n.form, '')}['${label}']`;
	const dealId = `String(${answer(f.deal)}).trim()`;
	const choice = (fieldLabel: string, values: Record<string, string>, requiredField: boolean) => ({
		...{ fieldLabel, fieldType: 'dropdown', requiredField },
		fieldOptions: { values: Object.values(values).map((option) => ({ option })) },
	});
	/** The value behind the label that was chosen. */
	const chosen = (label: string, values: Record<string, string>) => {
		const byLabel = Object.fromEntries(Object.entries(values).map(([value, text]) => [text, value]));
		return `(${JSON.stringify(byLabel)})[${answer(label)}]`;
	};
	const day = (label: string) => `(${answer(label)} ?? '').slice(0, 10)`;
	personForm(
		canvas,
		n.form,
		[0, 0],
		{
			title: f.title,
			description: f.description,
			fields: [
				{ fieldLabel: f.deal, requiredField: true },
				choice(f.what, f.whats, true),
				{ fieldLabel: f.firstDay, fieldType: 'date', requiredField: false },
				choice(f.every, f.everys, false),
				choice(f.dayRule, f.dayRules, false),
				{ fieldLabel: f.endsOn, fieldType: 'date', requiredField: false },
				choice(f.past, f.pasts, false),
			],
		},
		'subscription form',
	);
	const table = tables(canvas, n.formList, n.formTables, [1, 0]);
	const ofDeal = [{ keyName: 'deal_id', condition: 'eq' as const, keyValue: `={{ ${dealId} }}` }];
	const documents = [{ keyName: 'reference', condition: 'like' as const, keyValue: `={{ ':' + ${dealId} + ':' }}` }];
	crmStep(canvas, n.formDeal, [3, 0], options, { operation: 'get', dealId: `={{ ${dealId} }}`, entry: '' });
	readWindow(canvas, n.formDone, [4, 0], table('done'), documents, undefined, orNothing);
	readWindow(canvas, n.formRows, [5, 0], table('subscriptions'), ofDeal, undefined, orNothing);
	canvas.add(n.change, [6, 0], ours('invoiceJournal'), 1, {
		...{ resource: 'subscription', operation: 'change', crm: options.crm, language, now: options.now },
		...{ done: all(n.formDone), dealId: `={{ ${dealId} }}`, deal: `={{ ${first(n.formDeal, '.deal')} }}` },
		order: `={{ { what: ${chosen(f.what, f.whats)}, firstDay: ${day(f.firstDay)}, every: ${chosen(f.every, f.everys)}, dayRule: ${chosen(f.dayRule, f.dayRules)}, endsOn: ${day(f.endsOn)}, pastToo: ${chosen(f.past, f.pasts)} === 'yes' } }}`,
	});
	const columns = SUBSCRIPTION_COLUMNS.map((column) => [column, `={{ $json.${column} }}`]);
	upsertRow(canvas, n.save, [7, -0.3], table('subscriptions'), Object.fromEntries(columns));
	ending(canvas, n.saved, [8, -0.3], f.saved[0]!, f.saved[1]!);
	ending(canvas, n.refused, [7, 0.8], f.refused, '={{ $json.text }}');
	canvas.chain(n.form, n.formList, n.formTables, n.formDeal, n.formDone, n.formRows, n.change, n.save, n.saved);
	canvas.connect(n.change, n.refused, 1);
}

function schedule(canvas: Canvas, n: Names, options: ScenarioOptions): void {
	const row = 2.4;
	scheduleEvery(canvas, n.schedule, [0, row], options.recurringInterval);
	const table = tables(canvas, n.list, n.tables, [1, row]);
	const since = `={{ $now.minus({ days: ${DONE_DAYS} }).toISO() }}`;
	readWindow(
		canvas,
		n.done,
		[3, row],
		table('done'),
		[{ keyName: 'createdAt', condition: 'gt', keyValue: since }],
		undefined,
		orNothing,
	);
	readWindow(canvas, n.subscriptions, [4, row], table('subscriptions'), [
		{ keyName: 'active', condition: 'eq', keyValue: 'yes' },
	]);
	canvas.add(n.due, [5, row], ours('invoiceJournal'), 1, {
		...{ resource: 'subscription', operation: 'due', crm: options.crm, done: all(n.done), now: options.now },
	});
	loop(canvas, n.each, [6, row]);
	crmStep(
		canvas,
		n.deal,
		[7, row + 0.2],
		options,
		{ operation: 'get', dealId: '={{ $json.dealId }}', entry: '={{ $json }}' },
		// A CRM that does not answer is a matter of the run that issues: it tries again, and tells whoever has to know.
		{ onError: 'continueErrorOutput' },
	);
	ifTrue(canvas, n.alive, [8, row + 0.2], {
		left: `={{ $json.deal !== null && $json.deal.stage.outcome !== 'lost' }}`,
		type: 'boolean',
		operation: 'true',
	});
	canvas.add(n.entry, [9, row], base('set'), 3.4, {
		mode: 'raw',
		jsonOutput: `={{ JSON.stringify(${first(n.each, '', 1)}) }}`,
		options: {},
	});
	callWorkflow(canvas, n.start, [10, row], options.ids.dealToInvoice, false, { onError: 'continueRegularOutput' });
	upsertRow(canvas, n.stop, [9, row + 1.2], table('subscriptions'), {
		reference: `={{ ${first(n.each, '.reference', 1)}.split(':').slice(0, 3).join(':') }}`,
		active: 'no',
		note: `={{ '${n.lost}' + $now.toISODate() }}`,
	});
	canvas.chain(n.schedule, n.list, n.tables, n.done, n.subscriptions, n.due, n.each);
	canvas.connect(n.each, n.deal, 1);
	canvas.chain(n.deal, n.alive, n.entry, n.start, n.each);
	canvas.connect(n.deal, n.entry, 1);
	canvas.connect(n.alive, n.stop, 1);
	canvas.connect(n.stop, n.each);
}

/** The ids of all tables, and an expression for one of them. */
function tables(canvas: Canvas, list: string, name: string, [column, row]: [number, number]) {
	listTables(canvas, list, [column, row]);
	const parameters = { resource: 'journal', operation: 'tables', withSubscriptions: true };
	canvas.add(name, [column + 1, row], ours('invoiceJournal'), 1, parameters);
	return (key: string) => `={{ ${first(name, `.${key}`)} }}`;
}

function ending(canvas: Canvas, name: string, at: [number, number], title: string, message: string): void {
	canvas.add(
		name,
		at,
		base('form'),
		2.3,
		{ operation: 'completion', respondWith: 'text', completionTitle: title, completionMessage: message, options: {} },
		{ webhookId: idOf(`subscription ${name}`) },
	);
}
