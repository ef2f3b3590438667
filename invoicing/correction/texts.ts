import type { IssuedInvoice } from '../invoice';
import type { Language } from '../primitives';
import type { DoneRow } from '../journal/done';

interface NoticeTexts {
	proposed: string;
	confirm: string;
	byHand: string;
	raises: string;
	correctedBefore: string;
	cancelled: string;
	changed: (row: DoneRow, document: IssuedInvoice) => string;
	toZero: (lost: boolean, document: IssuedInvoice) => string;
	fields: Record<
		'currency' | 'net' | 'vat' | 'gross' | 'buyer' | 'line' | 'quantity' | 'name' | 'added' | 'removed',
		string
	>;
	choices: Record<'issue' | 'leave', string>;
}

export const NOTICE_TEXTS: Record<Language, NoticeTexts> = {
	pl: {
		proposed: 'Propozycja korekty',
		confirm: 'Potwierdź ją w formularzu „korekty”.',
		byHand: 'Wystaw korektę ręcznie w programie księgowym.',
		raises:
			'Ten program księgowy umie dokument tylko obniżyć. Wystaw w nim ręcznie fakturę na różnicę; albo unieważnij w nim dokument i wybierz „wystaw kolejny” w formularzu „ponowienie”.',
		correctedBefore: 'Dokument ma już korektę: następną wystaw ręcznie w programie księgowym.',
		cancelled:
			'Dokument został anulowany w programie księgowym. Jeżeli ma powstać nowy, wybierz „wystaw kolejny” w formularzu „ponowienie”.',
		changed: (row, document) =>
			`Dokument został zmieniony w programie księgowym: brutto ${row.amount} ${row.currency} → ${document.gross} ${document.currency}. Sprawdź, czy tak miało być.`,
		toZero: (lost, document) =>
			`deal jest ${lost ? 'przegrany' : 'usunięty'}, brutto ${document.gross} → 0.00 ${document.currency}`,
		fields: {
			currency: 'waluta',
			net: 'netto',
			vat: 'VAT',
			gross: 'brutto',
			buyer: 'inny nabywca (skoryguj do zera i wystaw nową fakturę)',
			line: 'pozycja',
			quantity: 'ilość',
			name: 'inna nazwa',
			added: 'dodana, brutto',
			removed: 'usunięta, brutto',
		},
		choices: { issue: 'wystaw korektę', leave: 'zostaw bez zmian' },
	},
	en: {
		proposed: 'Correction proposed',
		confirm: 'Confirm it in the form "corrections".',
		byHand: 'Issue the correction by hand in the accounting system.',
		raises:
			'This accounting system can only lower a document. Issue an invoice for the difference there by hand; or void the document there and choose "issue another" in the form "replay".',
		correctedBefore: 'The document has a correction already: issue the next one by hand in the accounting system.',
		cancelled:
			'The document was cancelled in the accounting system. If there is to be a new one, choose "issue another" in the form "replay".',
		changed: (row, document) =>
			`The document was changed in the accounting system: gross ${row.amount} ${row.currency} → ${document.gross} ${document.currency}. Check whether that was meant.`,
		toZero: (lost, document) =>
			`the deal is ${lost ? 'lost' : 'deleted'}, gross ${document.gross} → 0.00 ${document.currency}`,
		fields: {
			currency: 'currency',
			net: 'net',
			vat: 'VAT',
			gross: 'gross',
			buyer: 'another buyer (correct to zero and issue a new invoice)',
			line: 'line',
			quantity: 'quantity',
			name: 'another name',
			added: 'added, gross',
			removed: 'removed, gross',
		},
		choices: { issue: 'issue the correction', leave: 'leave it as it is' },
	},
};
