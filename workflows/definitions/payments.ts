import { Canvas, idOf, type WorkflowJson } from '../lib/canvas';
import { base, callWorkflow, ifTrue, loop, ours, scheduleEvery, setFields } from '../lib/nodes';
import { deleteRows, insertRow, listTables, readWindow } from '../lib/tables';
import { accountingNodes } from './accountings';
import type { ScenarioOptions } from './options';
import { TEXTS, TO_SET } from './texts';
import { accountingStep, crmStep } from './vendorSteps';

const NAMES = {
	en: {
		schedule: 'Every 6 Hours',
		told: 'Told of a Change',
		settings: 'Settings',
		list: 'List Tables',
		tables: 'Tables',
		done: 'Finished Documents',
		rows: 'Known Payments',
		open: 'Open Documents',
		documents: 'Documents of These Days',
		changes: 'What Is New',
		each: 'Each Change',
		record: 'Deal: Payment',
		row: 'Payment Row',
		write: 'Write It Down',
		failed: 'Not Written',
		anyFailed: 'Any Not Written?',
		alert: 'Alert',
		tell: 'Tell the Owner',
		eachPaid: 'Each Paid Proforma',
		start: 'Start Its Document',
		clear: 'Clear Old Payments',
		couldNot: 'The payment could not be written on the deal. It is tried again at the next turn.',
	},
	pl: {
		schedule: 'Co 6 godzin',
		told: 'Powiadomienie o zmianie',
		settings: 'Ustawienia',
		list: 'Lista tabel',
		tables: 'Tabele',
		done: 'Zakończone dokumenty',
		rows: 'Znane płatności',
		open: 'Otwarte dokumenty',
		documents: 'Dokumenty z tych dni',
		changes: 'Co nowego',
		each: 'Każda zmiana',
		record: 'Deal: płatność',
		row: 'Wiersz płatności',
		write: 'Zapisz',
		failed: 'Nie zapisano',
		anyFailed: 'Czegoś nie zapisano?',
		alert: 'Treść alarmu',
		tell: 'Powiadom właściciela',
		eachPaid: 'Każda opłacona proforma',
		start: 'Wystaw jej dokument',
		clear: 'Usuń stare płatności',
		couldNot: 'Nie udało się zapisać płatności na dealu. Przy następnym przebiegu próba zostanie ponowiona.',
	},
};
const NOTE = {
	en: '## Payments\nAsks the accounting system how the documents of the last months stand, in one list, and tells each deal what is new: paid, paid in part, overdue, cancelled. It changes no document.\n\n**Set:** in *Settings* for how many days a document is watched, and what follows a paid proforma: `nothing`, `advance` or `invoice`. In *Tell the Owner* choose the workflow *error alerts*, in *Start Its Document* the workflow *Deal to Invoice*.',
	pl: '## Płatności\nPyta program księgowy jedną listą, jak stoją dokumenty z ostatnich miesięcy, i mówi każdemu dealowi, co nowego: opłacona, opłacona częściowo, po terminie, anulowana. Nie zmienia żadnego dokumentu.\n\n**Ustaw:** w kroku *Ustawienia*, przez ile dni obserwować dokument i co następuje po opłaceniu proformy: `nothing` (nic), `advance` (zaliczkowa) albo `invoice` (faktura). W kroku *Powiadom właściciela* wybierz przepływ *alarmy*, w kroku *Wystaw jej dokument* przepływ *Faktura z deala*.',
};

/** Where the accounting system can tell of changes. */
const NOTE_OF_TRIGGER = {
	en: '\n\n*Told of a Change* is off until it is set up: then a turn starts soon after a payment.',
	pl: '\n\nKrok *Powiadomienie o zmianie* jest wyłączony do czasu skonfigurowania: potem przebieg rusza wkrótce po wpłacie.',
};

/** Its address has to stay the same. */
export const PAYMENTS_TRIGGER_ID = idOf('payments trigger');

/** Payment rows outlive the watch by so much: no document that is still watched loses what its deal was told. */
const KEEP_LONGER_DAYS = 40;

/** Reads how the open documents stand and tells the deals. The journal remembers what a deal was told, once it was. */
export function payments(options: ScenarioOptions): WorkflowJson {
	const canvas = new Canvas();
	const n = NAMES[options.language];
	const first = (node: string, path: string, output = 0) => `$('${node}').first(${output}).json.${path}`;
	const all = (node: string) => `={{ $('${node}').all().map((item) => item.json) }}`;
	const days = (more: number) =>
		`={{ $now.minus({ days: Number(${first(n.settings, 'watchDays')}) + ${more} }).toISO() }}`;
	const journal = `={{ ${first(n.tables, 'journal')} }}`;
	const orNothing = { alwaysOutputData: true };
	const payment = (operation: string) => ({
		...{ resource: 'payment', operation, crm: options.crm, done: all(n.done), paymentRows: all(n.rows) },
		...{ afterProforma: `={{ ${first(n.settings, 'whenProformaPaid')} }}`, now: options.now },
	});
	const raw = (name: string, at: [number, number], code: string, extra = {}) =>
		canvas.add(name, at, base('set'), 3.4, { mode: 'raw', jsonOutput: `={{ ${code} }}`, options: {} }, extra);

	const { trigger } = accountingNodes(options.accounting);
	const note = NOTE[options.language] + (trigger ? NOTE_OF_TRIGGER[options.language] : '');
	canvas.note([-0.3, -2.1], [4.6, 1.5], note, 4);
	canvas.note([0.7, -0.45], [1, 1.4], TO_SET[options.language], 1);
	canvas.note([12.7, -1.65], [1, 1.4], TO_SET[options.language], 1);
	canvas.note([9.7, 1.95], [1, 1.4], TO_SET[options.language], 1);
	scheduleEvery(canvas, n.schedule, [0, 0], options.paymentsInterval);
	if (trigger) {
		// What it says is a hint only: the turn is the same as the schedule's.
		canvas.add(n.told, [0, 1.2], ours(trigger), 1, {}, { webhookId: PAYMENTS_TRIGGER_ID, disabled: true });
		canvas.connect(n.told, n.settings);
	}
	setFields(canvas, n.settings, [1, 0], { watchDays: '180', whenProformaPaid: options.whenProformaPaid });
	listTables(canvas, n.list, [2, 0]);
	canvas.add(n.tables, [3, 0], ours('invoiceJournal'), 1, { resource: 'journal', operation: 'tables' });
	readWindow(
		canvas,
		n.done,
		[4, 0],
		`={{ ${first(n.tables, 'done')} }}`,
		[{ keyName: 'createdAt', condition: 'gt', keyValue: days(0) }],
		undefined,
		orNothing,
	);
	readWindow(
		canvas,
		n.rows,
		[5, 0],
		journal,
		[{ keyName: 'step', condition: 'eq', keyValue: 'payment' }],
		undefined,
		orNothing,
	);
	canvas.add(n.open, [6, 0], ours('invoiceJournal'), 1, payment('open'));
	accountingStep(canvas, n.documents, [7, 0], options, {
		...{ resource: 'invoice', operation: 'getMany', returnAll: true },
		...{ from: '={{ $json.from }}', until: '={{ $json.to }}' },
	});
	canvas.add(n.changes, [8, 0], ours('invoiceJournal'), 1, { ...payment('changes'), language: options.language });
	loop(canvas, n.each, [9, 0]);
	crmStep(
		canvas,
		n.record,
		[10, 0.2],
		options,
		{ operation: 'recordPayment', dealId: '={{ $json.dealId }}', payment: '={{ $json.payment }}' },
		{ onError: 'continueErrorOutput' },
	);
	raw(n.row, [11, 0.2], `JSON.stringify(${first(n.each, 'row', 1)})`);
	insertRow(canvas, n.write, [12, 0.2], journal);
	raw(
		n.failed,
		[11, 1.2],
		`JSON.stringify({ ...${first(n.each, 'alert', 1)}, text: '${n.couldNot} ' + ($json.error?.message ?? $json.error ?? '') })`,
	);
	ifTrue(canvas, n.anyFailed, [11, -1.2], {
		left: `={{ $('${n.failed}').isExecuted }}`,
		type: 'boolean',
		operation: 'true',
	});
	raw(n.alert, [12, -1.2], `JSON.stringify($('${n.failed}').first(0).json)`, { executeOnce: true });
	callWorkflow(canvas, n.tell, [13, -1.2], options.ids.errorAlerts, false, { onError: 'continueRegularOutput' });
	loop(canvas, n.eachPaid, [9, 2.4]);
	callWorkflow(canvas, n.start, [10, 2.4], options.ids.dealToInvoice, false, { onError: 'continueRegularOutput' });
	deleteRows(
		canvas,
		n.clear,
		[4, 1.2],
		journal,
		[
			{ keyName: 'step', condition: 'eq', keyValue: 'payment' },
			{ keyName: 'createdAt', condition: 'lt', keyValue: days(KEEP_LONGER_DAYS) },
		],
		{ onError: 'continueRegularOutput' },
	);
	canvas.chain(n.schedule, n.settings, n.list, n.tables, n.done, n.rows, n.open, n.documents, n.changes, n.each);
	canvas.connect(n.tables, n.clear);
	canvas.connect(n.changes, n.eachPaid, 1);
	canvas.connect(n.each, n.anyFailed);
	canvas.connect(n.each, n.record, 1);
	canvas.chain(n.record, n.row, n.write, n.each);
	canvas.connect(n.record, n.failed, 1);
	canvas.connect(n.failed, n.each);
	canvas.chain(n.anyFailed, n.alert, n.tell);
	canvas.connect(n.eachPaid, n.start, 1);
	canvas.connect(n.start, n.eachPaid);
	return canvas.workflow(TEXTS[options.language].workflowNames.payments, {
		executionOrder: 'v1',
		timezone: options.timezone,
		saveDataSuccessExecution: 'none',
		saveDataErrorExecution: 'all',
		...(options.ids.errorAlerts && { errorWorkflow: options.ids.errorAlerts }),
	});
}
