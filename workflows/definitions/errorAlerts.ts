import { Canvas, idOf, type WorkflowJson } from '../lib/canvas';
import { ifTrue, ours, pause, sendEmail, setFields, whenCalled } from '../lib/nodes';
import { insertRow, insertValues, listTables, readRows, readWindow } from '../lib/tables';
import type { ScenarioOptions } from './options';
import { TEXTS, TO_SET } from './texts';

const NAMES = {
	en: {
		crash: 'A Run Stopped',
		called: 'Called by Another Workflow',
		alert: 'What to Tell',
		list: 'List Tables',
		tables: 'Tables',
		crashed: 'A Stopped Run?',
		rows: 'Its Journal Rows',
		known: 'Was It Under Way?',
		heal: 'Give the Sweep Time',
		again: 'Read Again',
		still: 'Still Open?',
		told: 'Told Before?',
		raise: 'One Alert per Cause',
		write: 'Raise It',
		moment: 'Wait a Moment',
		others: 'Read Alerts',
		judge: 'Who Tells It?',
		mailSettings: 'Sender and Owner',
		words: 'Write Mail',
		mail: 'Mail to the Owner',
		mark: 'Mark as Told',
	},
	pl: {
		crash: 'Przebieg stanął',
		called: 'Wywołanie z innego przepływu',
		alert: 'Co zgłosić',
		list: 'Lista tabel',
		tables: 'Tabele',
		crashed: 'Zatrzymany przebieg?',
		rows: 'Jego wiersze',
		known: 'Dokument był w toku?',
		heal: 'Daj czas przeglądowi',
		again: 'Czytaj ponownie',
		still: 'Nadal otwarte?',
		told: 'Już zgłoszone?',
		raise: 'Jeden alarm na przyczynę',
		write: 'Zapisz alarm',
		moment: 'Chwila przerwy',
		others: 'Czytaj alarmy',
		judge: 'Kto zgłasza?',
		mailSettings: 'Nadawca i właściciel',
		words: 'Napisz wiadomość',
		mail: 'Wiadomość do właściciela',
		mark: 'Oznacz jako zgłoszone',
	},
};
const NOTE = {
	en: '## Error alerts\nOne clear mail for each cause, however many deals meet it; silent until the cause has ended, or for a day. A run that was cut off is reported only if the sweep has not gone on with it.\n\n**Set:** sender and owner in *Sender and Owner*; then choose this workflow as the error workflow in the settings of *Deal to Invoice* and *sweep*.',
	pl: '## Alarmy\nJedna jasna wiadomość na każdą przyczynę, niezależnie od liczby dealów; potem cisza, aż przyczyna minie, najwyżej dobę. Przerwany przebieg jest zgłaszany tylko wtedy, gdy przegląd go nie dokończył.\n\n**Ustaw:** nadawcę i właściciela w kroku *Nadawca i właściciel*; potem wybierz ten przepływ jako przepływ błędów w ustawieniach *Faktura z deala* i *przegląd*.',
};
const orElse = { onError: 'continueErrorOutput' as const };

export function errorAlerts(options: ScenarioOptions): WorkflowJson {
	const canvas = new Canvas();
	const n = NAMES[options.language];
	const t = TEXTS[options.language];
	const journal = `={{ $('${n.tables}').first(0).json.journal }}`;
	const alert = `={{ $('${n.alert}').first(0).json }}`;
	const alertRows = `={{ $('${n.alert}').first(0).json.reference }}`;
	const journalNode = (name: string, at: [number, number], parameters: Record<string, unknown>, extra = {}) =>
		canvas.add(name, at, ours('invoiceJournal'), 1, parameters, extra);
	canvas.note([-0.3, -3.1], [3.6, 1.2], NOTE[options.language], 4);
	canvas.note([14.7, -0.45], [1, 1.35], TO_SET[options.language], 1);
	canvas.add(n.crash, [0, 0.6], 'n8n-nodes-base.errorTrigger', 1, {});
	whenCalled(canvas, n.called, [0, -0.6]);
	journalNode(n.alert, [1, 0], {
		resource: 'alert',
		operation: 'gather',
		alert: '={{ $json }}',
		crash: `={{ $('${n.crash}').isExecuted ? $json : '' }}`,
	});
	listTables(canvas, n.list, [2, 0]);
	journalNode(n.tables, [3, 0], { resource: 'journal', operation: 'tables' }, orElse);
	ifTrue(canvas, n.crashed, [4, -0.5], {
		left: `={{ $('${n.crash}').isExecuted }}`,
		type: 'boolean',
		operation: 'true',
	});
	readWindow(
		canvas,
		n.rows,
		[5, -1.5],
		journal,
		[{ keyName: 'holder', condition: 'eq', keyValue: `={{ $('${n.crash}').first(0).json.execution?.id ?? 'none' }}` }],
		undefined,
		{ alwaysOutputData: true },
	);
	ifTrue(canvas, n.known, [6, -1.5], { left: '={{ $json.reference ?? "" }}', type: 'string', operation: 'notEmpty' });
	pause(canvas, n.heal, [7, -2], String(options.healSeconds), idOf('heal'));
	readRows(canvas, n.again, [8, -2], journal, `={{ $('${n.rows}').first(0).json.reference }}`);
	journalNode(n.still, [9, -2], { resource: 'journal', operation: 'summary', limit: 1 });
	readRows(canvas, n.told, [8, 0], journal, alertRows, { alwaysOutputData: true });
	journalNode(n.raise, [9, 0], { resource: 'alert', operation: 'row', alert });
	insertRow(canvas, n.write, [10, 0], journal, orElse);
	pause(canvas, n.moment, [11, 0], '3', idOf('alert pause'));
	readRows(canvas, n.others, [12, 0], journal, alertRows);
	journalNode(n.judge, [13, 0], {
		resource: 'alert',
		operation: 'judge',
		attempt: `={{ $('${n.raise}').first(0).json.attempt }}`,
	});
	setFields(canvas, n.mailSettings, [15, 0], { sender: options.seller.sender, ownerEmail: options.seller.ownerEmail });
	journalNode(n.words, [16, 0], {
		resource: 'alert',
		operation: 'compose',
		alert,
		about: `={{ $('${n.rows}').isExecuted ? ($('${n.rows}').first(0).json.reference ?? '') : '' }}`,
		language: options.language,
	});
	const setting = (key: string) => `={{ $('${n.mailSettings}').first(0).json.${key} }}`;
	sendEmail(canvas, n.mail, [17, 0], {
		from: setting('sender'),
		to: setting('ownerEmail'),
		subject: '={{ $json.subject }}',
		text: '={{ $json.text }}',
	});
	// Only now: a mail that did not go leaves the alert raised, and the sweep tells it again.
	insertValues(
		canvas,
		n.mark,
		[18, 0],
		journal,
		{
			reference: alertRows,
			step: 'alert',
			state: 'told',
			attempt: `={{ $('${n.raise}').isExecuted ? $('${n.raise}').first(0).json.attempt : '' }}`,
			data: '{"v":1}',
		},
		{ onError: 'continueRegularOutput' },
	);
	canvas.connect(n.called, n.alert);
	canvas.chain(n.crash, n.alert, n.list, n.tables, n.crashed, n.rows, n.known, n.heal, n.again, n.still, n.told);
	canvas.connect(n.known, n.told, 1);
	canvas.connect(n.crashed, n.told, 1);
	canvas.chain(n.told, n.raise, n.write, n.moment, n.others, n.judge, n.mailSettings, n.words, n.mail, n.mark);
	// Without tables, or with tables that are full, an alert is told all the same.
	canvas.connect(n.tables, n.mailSettings, 1);
	canvas.connect(n.write, n.mailSettings, 1);
	return canvas.workflow(t.workflowNames.errorAlerts, {
		executionOrder: 'v1',
		timezone: options.timezone,
		saveDataSuccessExecution: 'none',
		saveDataErrorExecution: 'all',
	});
}
