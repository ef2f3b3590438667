import { Canvas, type WorkflowJson } from '../lib/canvas';
import { callWorkflow, loop, ours, scheduleEvery } from '../lib/nodes';
import { deleteRows, insertRow, listTables, readWindow } from '../lib/tables';
import type { ScenarioOptions } from './options';
import { TEXTS, TO_SET } from './texts';

const NAMES = {
	en: {
		schedule: 'Every 15 Minutes',
		list: 'List Tables',
		tables: 'Tables',
		read: 'Read Journal',
		summary: 'What Stopped Half Way',
		each: 'Each Reference',
		start: 'Go On',
		tell: 'Tell the Owner',
		ended: 'Alert Has Ended',
		old: 'Finished Long Ago',
		clear: 'Clear Its Steps',
		oldest: 'Oldest Row',
		newest: 'Newest Row',
		newestDone: 'Newest Finished',
		sample: 'Some Rows',
		space: 'Space Left?',
	},
	pl: {
		schedule: 'Co 15 minut',
		list: 'Lista tabel',
		tables: 'Tabele',
		read: 'Czytaj dziennik',
		summary: 'Co stanęło w połowie',
		each: 'Każdy dokument',
		start: 'Dokończ',
		tell: 'Powiadom właściciela',
		ended: 'Alarm minął',
		old: 'Dawno zakończone',
		clear: 'Usuń ich kroki',
		oldest: 'Najstarszy wiersz',
		newest: 'Najnowszy wiersz',
		newestDone: 'Najnowszy zakończony',
		sample: 'Kilka wierszy',
		space: 'Ile miejsca?',
	},
};
const NOTE = {
	en: '## Sweep\nLooks for documents that stopped half way (a crash, a vendor that was down, a KSeF number still to come) and lets *Deal to Invoice* go on with each. It issues nothing itself. It also tells what could not be told, and warns before the tables are full.\n\n**Set:** in *Go On* choose the workflow *Deal to Invoice*, in *Tell the Owner* the workflow *error alerts*.',
	pl: '## Przegląd\nSzuka dokumentów, które stanęły w połowie (awaria, niedziałający system, brak numeru KSeF), i pozwala przepływowi *Faktura z deala* dokończyć każdy z nich. Sam niczego nie wystawia. Zgłasza też to, czego nie dało się zgłosić, i ostrzega, zanim tabele się zapełnią.\n\n**Ustaw:** w kroku *Dokończ* wybierz przepływ *Faktura z deala*, w kroku *Powiadom właściciela* przepływ *alarmy*.',
};

/**
 * Steps of a finished reference are kept for so long; its one permanent row stays. n8n's tables have no index on columns
 * of ours, and 50 MB for all of them: what is kept costs every claim time.
 */
const KEEP_DAYS = 45;
const WINDOW_DAYS = 30;

export function sweep(options: ScenarioOptions): WorkflowJson {
	const canvas = new Canvas();
	const n = NAMES[options.language];
	// Without tables nothing was ever begun; a deal that meets their absence says so loudly itself.
	const journal = `={{ $('${n.tables}').first(0).json.journal }}`;
	canvas.note([-0.3, -1.6], [3.5, 1.1], NOTE[options.language], 4);
	canvas.note([5.7, -0.25], [1, 1.4], TO_SET[options.language], 1);
	canvas.note([7.7, 0.75], [1, 1.4], TO_SET[options.language], 1);
	scheduleEvery(canvas, n.schedule, [0, 0], options.sweepInterval);
	listTables(canvas, n.list, [1, 0]);
	canvas.add(
		n.tables,
		[2, 0],
		ours('invoiceJournal'),
		1,
		{ resource: 'journal', operation: 'tables' },
		{ onError: 'continueErrorOutput' },
	);
	readWindow(canvas, n.read, [3, 0], journal, [
		{ keyName: 'createdAt', condition: 'gt', keyValue: `={{ $now.minus({ days: ${WINDOW_DAYS} }).toISO() }}` },
	]);
	canvas.add(n.summary, [4, 0], ours('invoiceJournal'), 1, { resource: 'journal', operation: 'summary', limit: 20 });
	loop(canvas, n.each, [5, 0]);
	callWorkflow(canvas, n.start, [6, 0.2], options.ids.dealToInvoice, false, { onError: 'continueRegularOutput' });
	// Alerts that nobody could tell (the mail server was down), and that the tables fill up.
	callWorkflow(canvas, n.tell, [8, 1.2], options.ids.errorAlerts, false, { onError: 'continueRegularOutput' });
	insertRow(canvas, n.ended, [6, 1.2], journal);
	const id = (node: string) => `($('${node}').first(0).json.id ?? 0)`;
	const done = `={{ $('${n.tables}').first(0).json.done }}`;
	// Payments are kept for months: counted from one of them, the rows that were cleared in between would count as well.
	const noPayment = [{ keyName: 'step', condition: 'neq' as const, keyValue: 'payment' }];
	readWindow(canvas, n.oldest, [3, 2.2], journal, noPayment, 1, { alwaysOutputData: true });
	readWindow(canvas, n.newest, [4, 2.2], journal, [], 'newest', { alwaysOutputData: true });
	readWindow(canvas, n.newestDone, [5, 2.2], done, [], 'newest', { alwaysOutputData: true });
	readWindow(canvas, n.sample, [6, 2.2], journal, [], 50);
	canvas.add(n.space, [7, 2.2], ours('invoiceJournal'), 1, {
		resource: 'journal',
		operation: 'space',
		rowCounts: `={{ [${id(n.newest)} - ${id(n.oldest)} + 1, ${id(n.newestDone)}] }}`,
		limitMb: 200,
	});
	readWindow(
		canvas,
		n.old,
		[3, 1],
		journal,
		[
			{ keyName: 'step', condition: 'eq', keyValue: 'finish' },
			{ keyName: 'createdAt', condition: 'lt', keyValue: `={{ $now.minus({ days: ${KEEP_DAYS} }).toISO() }}` },
		],
		50,
	);
	// What the deal was told of the payment is still compared for months; the workflow of the payments clears it.
	deleteRows(canvas, n.clear, [4, 1], journal, [
		{ keyName: 'reference', condition: 'eq', keyValue: `={{ $json.reference }}` },
		{ keyName: 'step', condition: 'neq', keyValue: 'payment' },
	]);
	canvas.chain(n.schedule, n.list, n.tables, n.read, n.summary, n.each);
	canvas.connect(n.summary, n.tell, 1);
	canvas.connect(n.summary, n.ended, 2);
	canvas.connect(n.tables, n.old);
	canvas.connect(n.tables, n.oldest);
	canvas.chain(n.oldest, n.newest, n.newestDone, n.sample, n.space, n.tell);
	canvas.connect(n.old, n.clear);
	canvas.connect(n.each, n.start, 1);
	canvas.connect(n.start, n.each);
	return canvas.workflow(TEXTS[options.language].workflowNames.sweep, {
		executionOrder: 'v1',
		timezone: options.timezone,
		saveDataSuccessExecution: 'none',
		saveDataErrorExecution: 'all',
		...(options.ids.errorAlerts && { errorWorkflow: options.ids.errorAlerts }),
	});
}
