import type { Language } from '../../invoicing/primitives';

interface Texts {
	workflowNames: {
		dealToInvoice: string;
		sweep: string;
		errorAlerts: string;
		setUp: string;
		replay: string;
		payments: string;
		recurringInvoices: string;
		corrections: string;
	};
	sheetName: string;
	referenceColumn: string;
	approval: {
		subject: (title: string) => string;
		text: (invoice: string) => string;
		formTitle: string;
		formText: (invoice: string) => string;
		decision: string;
		yes: string;
		no: string;
		thanks: string;
	};
	testMail: { subject: string; text: string };
}

const value = (invoice: string, path: string) => `{{ ${invoice}.${path} }}`;
const money = (invoice: string) => `${value(invoice, 'totals.gross')} ${value(invoice, 'currency')}`;

const en: Texts = {
	workflowNames: {
		dealToInvoice: 'Deal to Invoice',
		sweep: 'Deal to Invoice: sweep',
		errorAlerts: 'Deal to Invoice: error alerts',
		setUp: 'Deal to Invoice: set-up',
		replay: 'Deal to Invoice: replay',
		payments: 'Deal to Invoice: payments',
		recurringInvoices: 'Deal to Invoice: recurring invoices',
		corrections: 'Deal to Invoice: corrections',
	},
	sheetName: 'Invoices',
	referenceColumn: 'Reference',
	approval: {
		subject: (title) => `To approve: invoice for ${title}`,
		text: (invoice) =>
			`An invoice for ${value(invoice, 'buyer.name')}, ${money(invoice)} gross, is ready.\n\nLook at it and say yes or no here:\n{{ $execution.resumeFormUrl }}\n\nNothing is issued before you answer.`,
		formTitle: 'Issue this invoice?',
		formText: (invoice) =>
			`${value(invoice, 'buyer.name')}: ${money(invoice)} gross, sale date ${value(invoice, 'saleDate')}, due ${value(invoice, 'dueDate')}`,
		decision: 'Decision',
		yes: 'Issue the invoice',
		no: 'Do not issue it',
		thanks: 'Your answer is written down. You can close this page.',
	},
	testMail: {
		subject: 'Deal to Invoice: test mail',
		text: 'This is the test mail of the set-up. If you can read it, invoices can be mailed from this address.',
	},
};

const pl: Texts = {
	workflowNames: {
		dealToInvoice: 'Faktura z deala',
		sweep: 'Faktura z deala: przegląd',
		errorAlerts: 'Faktura z deala: alarmy',
		setUp: 'Faktura z deala: przygotowanie',
		replay: 'Faktura z deala: ponowienie',
		payments: 'Faktura z deala: płatności',
		recurringInvoices: 'Faktura z deala: faktury cykliczne',
		corrections: 'Faktura z deala: korekty',
	},
	sheetName: 'Faktury',
	referenceColumn: 'Reference',
	approval: {
		subject: (title) => `Do zatwierdzenia: faktura do deala ${title}`,
		text: (invoice) =>
			`Faktura dla ${value(invoice, 'buyer.name')} na ${money(invoice)} brutto jest gotowa.\n\nObejrzyj ją i odpowiedz tak lub nie tutaj:\n{{ $execution.resumeFormUrl }}\n\nPrzed odpowiedzią nic nie zostanie wystawione.`,
		formTitle: 'Wystawić tę fakturę?',
		formText: (invoice) =>
			`${value(invoice, 'buyer.name')}: ${money(invoice)} brutto, data sprzedaży ${value(invoice, 'saleDate')}, termin ${value(invoice, 'dueDate')}`,
		decision: 'Decyzja',
		yes: 'Wystaw fakturę',
		no: 'Nie wystawiaj',
		thanks: 'Odpowiedź zapisana. Możesz zamknąć tę stronę.',
	},
	testMail: {
		subject: 'Faktura z deala: wiadomość próbna',
		text: 'To wiadomość próbna z przygotowania. Jeżeli ją czytasz, faktury można wysyłać z tego adresu.',
	},
};

export const TEXTS: Record<Language, Texts> = { pl, en };

/** On the yellow note around every step that a person fills in. */
export const TO_SET: Record<Language, string> = { pl: '**Wypełnij**', en: '**Set this**' };
