import { Canvas, idOf, type WorkflowJson } from '../lib/canvas';
import { base, callWorkflow, ours, personForm } from '../lib/nodes';
import { insertRow, listTables, readWindow } from '../lib/tables';
import type { ScenarioOptions } from './options';
import { TEXTS, TO_SET } from './texts';

const NAMES = {
	en: {
		start: 'Which Deal?',
		list: 'List Tables',
		tables: 'Tables',
		done: 'Finished Documents',
		rows: 'Its Journal Rows',
		choices: 'What Can Be Done',
		ask: 'What Is to Be Done?',
		again: 'Read Again',
		answer: 'Answer',
		write: 'Write It Down',
		entry: 'Stage Entry',
		goOn: 'Go On',
		started: 'Started',
		unknown: 'No Such Deal',
		refused: 'Nothing Done',
	},
	pl: {
		start: 'Który deal?',
		list: 'Lista tabel',
		tables: 'Tabele',
		done: 'Zakończone dokumenty',
		rows: 'Jego wiersze',
		choices: 'Co można zrobić',
		ask: 'Co zrobić?',
		again: 'Czytaj ponownie',
		answer: 'Odpowiedź',
		write: 'Zapisz',
		entry: 'Wejście w etap',
		goOn: 'Wykonaj',
		started: 'Rozpoczęto',
		unknown: 'Nie ma takiego deala',
		refused: 'Nic nie zrobiono',
	},
};

/** Labels are the keys of what a form answers. */
const FORM = {
	en: {
		title: 'Replay a deal',
		description:
			'Does for one deal what is missing, and nothing twice. The number of the deal is in the alert and in the CRM.',
		deal: 'Deal number',
		choice: 'What is to be done',
		confirmation: 'Deal number once more',
		ask: 'The journal knows these documents of the deal. “Again”, “issue it” and “another” cannot be taken back: look into the accounting system or ask the customer first, then type the deal number once more.',
		started: ['Started', 'It takes some seconds. The deal itself says how it ends.'],
		unknown: [
			'No such deal',
			'The journal knows no document of this deal. Look at the number; if the deal was never taken up, move it out of the stage and in again.',
		],
		refused: [
			'Nothing was done',
			'The deal number was not typed once more, or the deal has changed meanwhile. Open the form again.',
		],
	},
	pl: {
		title: 'Ponów deal',
		description:
			'Dokańcza dla jednego deala to, czego brakuje, i niczego nie robi dwa razy. Numer deala jest w alarmie i w CRM.',
		deal: 'Numer deala',
		choice: 'Co zrobić',
		confirmation: 'Numer deala jeszcze raz',
		ask: 'Dziennik zna te dokumenty deala. Tego, co mówi „ponownie”, „wystaw” i „kolejny”, nie da się cofnąć: najpierw zajrzyj do programu księgowego albo zapytaj klienta, potem wpisz numer deala jeszcze raz.',
		started: ['Rozpoczęto', 'To potrwa kilka sekund. Sam deal powie, jak się skończyło.'],
		unknown: [
			'Nie ma takiego deala',
			'Dziennik nie zna żadnego dokumentu tego deala. Sprawdź numer; jeżeli deal nigdy nie został podjęty, przesuń go poza etap i z powrotem.',
		],
		refused: [
			'Nic nie zrobiono',
			'Numer deala nie został wpisany ponownie albo deal zmienił się w międzyczasie. Otwórz formularz jeszcze raz.',
		],
	},
};
const NOTE = {
	en: '## Replay\nA form for a person: does what is missing for one deal, takes the answer to an “unknown” (“it arrived”, “send it again”), or issues another document on purpose.\n\n**Set:** a user and a password (Basic Auth) in *Which Deal?*; in *Go On* the workflow *Deal to Invoice*. The form’s address is in *Which Deal?* under *Form URLs*.',
	pl: '## Ponowienie\nFormularz dla człowieka: dokańcza to, czego brakuje dla jednego deala, przyjmuje odpowiedź na „nie wiadomo” („dotarł”, „wyślij ponownie”) albo celowo wystawia kolejny dokument.\n\n**Ustaw:** użytkownika i hasło (Basic Auth) w kroku *Który deal?*; w kroku *Wykonaj* przepływ *Faktura z deala*. Adres formularza jest w kroku *Który deal?* pod *Form URLs*.',
};

export function replay(options: ScenarioOptions): WorkflowJson {
	const { language } = options;
	const canvas = new Canvas();
	const n = NAMES[language];
	const form = FORM[language];
	const dealId = `$('${n.start}').first(0).json['${form.deal}']`;
	const table = (key: string) => `={{ $('${n.tables}').first(0).json.${key} }}`;
	const ofDeal = [{ keyName: 'reference', condition: 'like' as const, keyValue: `={{ ':' + ${dealId} + ':' }}` }];
	const orNothing = { alwaysOutputData: true };
	const done = `={{ $('${n.done}').all().map((item) => item.json) }}`;
	const journal = { resource: 'replay', dealId: `={{ String(${dealId}) }}`, done, language };

	canvas.note([-0.3, -1.75], [4, 1.2], NOTE[language], 4);
	canvas.note([-0.3, -0.45], [1, 1.4], TO_SET[language], 1);
	canvas.note([10.7, -0.45], [1, 1.4], TO_SET[language], 1);
	personForm(
		canvas,
		n.start,
		[0, 0],
		{ title: form.title, description: form.description, fields: [{ fieldLabel: form.deal, requiredField: true }] },
		'replay form',
	);
	listTables(canvas, n.list, [1, 0]);
	canvas.add(n.tables, [2, 0], ours('invoiceJournal'), 1, { resource: 'journal', operation: 'tables' });
	readWindow(canvas, n.done, [3, 0], table('done'), ofDeal, undefined, orNothing);
	readWindow(canvas, n.rows, [4, 0], table('journal'), ofDeal, undefined, orNothing);
	canvas.add(n.choices, [5, 0], ours('invoiceJournal'), 1, { ...journal, operation: 'choices' });
	canvas.add(
		n.ask,
		[6, 0],
		base('form'),
		2.3,
		{
			operation: 'page',
			defineForm: 'json',
			jsonOutput: `={{ JSON.stringify([{ fieldLabel: '${form.choice}', fieldType: 'dropdown', requiredField: true, fieldOptions: { values: $('${n.choices}').first(0).json.choices.map((option) => ({ option })) } }, { fieldLabel: '${form.confirmation}', requiredField: false }]) }}`,
			options: { formTitle: form.title, formDescription: form.ask },
		},
		{ webhookId: idOf('replay choices') },
	);
	readWindow(canvas, n.again, [7, 0], table('journal'), ofDeal, undefined, orNothing);
	canvas.add(n.answer, [8, 0], ours('invoiceJournal'), 1, {
		...journal,
		operation: 'answer',
		choice: `={{ $('${n.ask}').first(0).json['${form.choice}'] }}`,
		confirmation: `={{ String($('${n.ask}').first(0).json['${form.confirmation}'] ?? '') }}`,
	});
	insertRow(canvas, n.write, [9, -1], table('journal'));
	canvas.add(n.entry, [10, -1], base('set'), 3.4, {
		mode: 'raw',
		jsonOutput: `={{ JSON.stringify({ ...JSON.parse($json.data).entry, askedBy: 'replay' }) }}`,
		options: {},
	});
	callWorkflow(canvas, n.goOn, [11, 0], options.ids.dealToInvoice, false);
	ending(canvas, n.started, [12, 0], form.started);
	ending(canvas, n.unknown, [6, 1.2], form.unknown);
	ending(canvas, n.refused, [9, 1.2], form.refused);
	canvas.chain(
		n.start,
		n.list,
		n.tables,
		n.done,
		n.rows,
		n.choices,
		n.ask,
		n.again,
		n.answer,
		n.write,
		n.entry,
		n.goOn,
	);
	canvas.connect(n.choices, n.unknown, 1);
	canvas.connect(n.answer, n.goOn, 1);
	canvas.connect(n.answer, n.refused, 2);
	canvas.connect(n.goOn, n.started);
	return canvas.workflow(TEXTS[language].workflowNames.replay, {
		executionOrder: 'v1',
		timezone: options.timezone,
		saveDataSuccessExecution: 'none',
		saveDataErrorExecution: 'all',
		...(options.ids.errorAlerts && { errorWorkflow: options.ids.errorAlerts }),
	});
}

function ending(canvas: Canvas, name: string, at: [number, number], [title, message]: string[]): void {
	canvas.add(
		name,
		at,
		base('form'),
		2.3,
		{ operation: 'completion', respondWith: 'text', completionTitle: title, completionMessage: message, options: {} },
		{ webhookId: idOf(`replay ${name}`) },
	);
}
