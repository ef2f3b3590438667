import { Canvas, idOf, type WorkflowJson } from '../lib/canvas';
import { ifTrue, ours, pause, sendEmail, setFields, whenCalled } from '../lib/nodes';
import { insertValues, listTables, readRows, readWindow } from '../lib/tables';
import type { ScenarioOptions } from './options';
import { TEXTS, TO_SET } from './texts';

const NAMES = {
	en: {
		crash: 'A Run Stopped',
		called: 'Called by Deal to Invoice',
		crashText: 'Words for a Crash',
		list: 'List Tables',
		tables: 'Tables',
		rows: 'Its Journal Rows',
		known: 'Was It Under Way?',
		heal: 'Give the Sweep Time',
		again: 'Read Again',
		still: 'Still Open?',
		fresh: 'Not Told Yet?',
		text: 'What Happened',
		mark: 'Mark as Told',
		mailSettings: 'Sender and Owner',
		mail: 'Mail to the Owner',
	},
	pl: {
		crash: 'Przebieg stanął',
		called: 'Wywołanie',
		crashText: 'Słowa o awarii',
		list: 'Lista tabel',
		tables: 'Tabele',
		rows: 'Jego wiersze',
		known: 'Dokument był w toku?',
		heal: 'Daj czas przeglądowi',
		again: 'Czytaj ponownie',
		still: 'Nadal otwarte?',
		fresh: 'Jeszcze nie zgłoszone?',
		text: 'Co się stało',
		mark: 'Oznacz jako zgłoszone',
		mailSettings: 'Nadawca i właściciel',
		mail: 'Wiadomość do właściciela',
	},
};
const NOTE = {
	en: '## Error alerts\nOne clear mail for each cause. A run that was cut off is reported only if the sweep has not gone on with it.\n\n**Set:** sender and owner in *Sender and Owner*; then choose this workflow as the error workflow in the settings of *Deal to Invoice* and *sweep*.',
	pl: '## Alarmy\nJedna jasna wiadomość na każdą przyczynę. Przerwany przebieg jest zgłaszany tylko wtedy, gdy przegląd go nie dokończył.\n\n**Ustaw:** nadawcę i właściciela w kroku *Nadawca i właściciel*; potem wybierz ten przepływ jako przepływ błędów w ustawieniach *Faktura z deala* i *przegląd*.',
};

export function errorAlerts(options: ScenarioOptions): WorkflowJson {
	const canvas = new Canvas();
	const n = NAMES[options.language];
	const t = TEXTS[options.language];
	const tables = (table: string) => `={{ $('${n.tables}').first().json.${table} }}`;
	canvas.note([-0.3, -3.1], [3.6, 1.1], NOTE[options.language], 4);
	canvas.note([11.7, -2.15], [1, 1.35], TO_SET[options.language], 1);
	canvas.add(n.crash, [0, 0], 'n8n-nodes-base.errorTrigger', 1, {});
	whenCalled(canvas, n.called, [0, -1.7]);
	listTables(canvas, n.list, [1, 0]);
	canvas.add(
		n.tables,
		[2, 0],
		ours('invoiceJournal'),
		1,
		{ resource: 'journal', operation: 'tables' },
		{ onError: 'continueErrorOutput' },
	);
	readWindow(
		canvas,
		n.rows,
		[3, -0.5],
		tables('journal'),
		[{ keyName: 'holder', condition: 'eq', keyValue: `={{ $('${n.crash}').first().json.execution?.id ?? 'none' }}` }],
		undefined,
		{ alwaysOutputData: true },
	);
	ifTrue(canvas, n.known, [4, -0.5], { left: '={{ $json.reference ?? "" }}', type: 'string', operation: 'notEmpty' });
	pause(canvas, n.heal, [5, -0.95], '1200', idOf('heal'));
	readRows(canvas, n.again, [6, -0.95], tables('journal'), `={{ $('${n.rows}').first().json.reference }}`);
	canvas.add(n.still, [7, -0.95], ours('invoiceJournal'), 1, { resource: 'journal', operation: 'summary', limit: 1 });
	ifTrue(canvas, n.fresh, [8, -0.95], {
		left: '={{ $json.alarms.includes("crash") }}',
		type: 'boolean',
		operation: 'false',
	});
	insertValues(canvas, n.mark, [9, -0.95], tables('journal'), {
		reference: `={{ $json.reference }}`,
		step: 'alarm',
		state: 'alarmed',
		data: '={{ JSON.stringify({ v: 1, key: "crash" }) }}',
	});
	const failed = (path: string) => `$('${n.crash}').first().json.${path}`;
	setFields(canvas, n.text, [10, 0.3], {
		crm: '',
		dealId: `={{ $('${n.rows}').isExecuted ? ($('${n.rows}').first().json.reference ?? '') : '' }}`,
		number: '',
		workflow: `={{ ${failed('workflow?.name')} ?? '' }}`,
		node: `={{ ${failed('execution?.lastNodeExecuted')} ?? ${failed('trigger?.error?.message')} ?? '' }}`,
	});
	setFields(canvas, n.crashText, [11, 0.3], {
		crm: '={{ $json.crm }}',
		dealId: '={{ $json.dealId }}',
		number: '',
		text: `=${t.alert.crash}`,
	});
	const sender = `$('${n.mailSettings}').first().json`;
	setFields(canvas, n.mailSettings, [12, -1.7], {
		sender: options.seller.sender,
		ownerEmail: options.seller.ownerEmail,
		crm: '={{ $json.crm }}',
		dealId: '={{ $json.dealId }}',
		number: '={{ $json.number }}',
		text: '={{ $json.text }}',
	});
	sendEmail(canvas, n.mail, [13, -1.7], {
		from: `={{ ${sender}.sender }}`,
		to: `={{ ${sender}.ownerEmail }}`,
		subject: `=${t.alert.subject}`,
		text: `=${t.alert.text}`,
	});
	canvas.chain(
		n.crash,
		n.list,
		n.tables,
		n.rows,
		n.known,
		n.heal,
		n.again,
		n.still,
		n.fresh,
		n.mark,
		n.text,
		n.crashText,
		n.mailSettings,
		n.mail,
	);
	canvas.connect(n.tables, n.text, 1);
	canvas.connect(n.known, n.text, 1);
	canvas.connect(n.called, n.mailSettings);
	return canvas.workflow(t.workflowNames.errorAlerts, {
		executionOrder: 'v1',
		timezone: options.timezone,
		saveDataSuccessExecution: 'none',
		saveDataErrorExecution: 'all',
	});
}
