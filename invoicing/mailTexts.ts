import type { Kind, Language } from './primitives';

/** The sentences of the mail to the customer. A proforma is never called "faktura" or "invoice". */
export interface MailTexts {
	/** Name of the document as it stands in a subject, and as the object of a sentence. */
	subjectName: Record<Kind, string>;
	objectName: Record<Kind, string>;
	greeting: string;
	attached: (document: string, what: string) => string;
	toPay: (amount: string, day: string) => string;
	paid: string;
	ksef: (number: string) => string;
	link: string;
	thanks: string;
	team: (seller: string) => string;
	andOthers: (count: number) => string;
	/** Stands for the number while there is none. */
	noNumber: string;
}

export const MAIL_TEXTS: Record<Language, MailTexts> = {
	pl: {
		subjectName: {
			invoice: 'Faktura',
			proforma: 'Proforma',
			advance: 'Faktura zaliczkowa',
			final: 'Faktura końcowa',
			correction: 'Faktura korygująca',
		},
		objectName: {
			invoice: 'fakturę',
			proforma: 'proformę',
			advance: 'fakturę zaliczkową',
			final: 'fakturę końcową',
			correction: 'fakturę korygującą',
		},
		greeting: 'Dzień dobry,',
		attached: (document, what) => `w załączniku przesyłamy ${document} za: ${what}.`,
		toPay: (amount, day) => `Do zapłaty: ${amount}, termin płatności: ${day}.`,
		paid: 'Płatność już do nas dotarła, dziękujemy.',
		ksef: (number) => `Dokument został wystawiony w KSeF pod numerem ${number}; załączony PDF jest jego obrazem.`,
		link: 'Dokument można też otworzyć tutaj:',
		thanks: 'Dziękujemy za współpracę i za płatność w terminie.',
		team: (seller) => `Zespół ${seller}`,
		andOthers: (count) => `oraz inne pozycje (${count})`,
		noNumber: '(numer nada program księgowy)',
	},
	en: {
		subjectName: {
			invoice: 'Invoice',
			proforma: 'Proforma',
			advance: 'Advance invoice',
			final: 'Final invoice',
			correction: 'Correcting invoice',
		},
		objectName: {
			invoice: 'invoice',
			proforma: 'proforma',
			advance: 'advance invoice',
			final: 'final invoice',
			correction: 'correcting invoice',
		},
		greeting: 'Hello,',
		attached: (document, what) => `please find attached ${document} for: ${what}.`,
		toPay: (amount, day) => `Amount due: ${amount}, payable by ${day}.`,
		paid: 'Your payment has already reached us, thank you.',
		ksef: (number) =>
			`The document was issued in KSeF, the Polish e-invoicing system, under the number ${number}; the attached PDF is its picture.`,
		link: 'You can also open the document here:',
		thanks: 'Thank you for working with us and for paying in time.',
		team: (seller) => `The ${seller} team`,
		andOthers: (count) => `and other items (${count})`,
		noNumber: '(number to be given by the accounting system)',
	},
};
