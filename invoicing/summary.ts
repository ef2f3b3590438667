import { showAmount, showDay } from './display';
import type { Invoice } from './invoice';
import type { Language } from './primitives';
import { FLAG_TEXTS, PROBLEM_TEXTS } from './problemTexts';
import { showTaxId } from './taxId';

const LABELS = {
	pl: {
		buyer: 'Nabywca',
		mailTo: 'E-mail do',
		noMail: 'bez e-maila',
		issueDate: 'Data wystawienia',
		saleDate: 'Data sprzedaży',
		dueDate: 'Termin płatności',
		net: 'Netto',
		vat: 'VAT',
		gross: 'Brutto',
		splitPayment: 'Mechanizm podzielonej płatności',
		flag: 'Do sprawdzenia',
	},
	en: {
		buyer: 'Buyer',
		mailTo: 'E-mail to',
		noMail: 'no e-mail',
		issueDate: 'Issue date',
		saleDate: 'Sale date',
		dueDate: 'Due date',
		net: 'Net',
		vat: 'VAT',
		gross: 'Gross',
		splitPayment: 'Split payment',
		flag: 'To check',
	},
} as const satisfies Record<Language, Record<string, string>>;

/** What a person looks at before saying yes: the whole document as text, one fact a line. Holds personal data. */
export function summaryOf(invoice: Invoice, language: Language): string {
	const labels = LABELS[language];
	const money = (value: string) => showAmount(value, invoice.currency, language);
	const taxId = showTaxId(invoice.buyer.taxId);
	return [
		`${labels.buyer}: ${invoice.buyer.name}${taxId ? ` (${taxId})` : ''}`,
		`${labels.mailTo}: ${invoice.mailTo.join(', ') || labels.noMail}`,
		`${labels.issueDate}: ${showDay(invoice.issueDate, language)}`,
		`${labels.saleDate}: ${showDay(invoice.saleDate, language)}`,
		`${labels.dueDate}: ${showDay(invoice.dueDate, language)}`,
		...invoice.lines.map(
			(line, index) =>
				`${index + 1}. ${line.name}: ${line.quantity} ${line.unit}`.trimEnd() +
				`, ${labels.net} ${money(line.net)}, ${rateLabel(line.vatRate)}, ${labels.gross} ${money(line.gross)}`,
		),
		`${labels.net}: ${money(invoice.totals.net)}`,
		`${labels.vat}: ${money(invoice.totals.vat)}`,
		`${labels.gross}: ${money(invoice.totals.gross)}`,
		...(invoice.splitPayment ? [labels.splitPayment] : []),
		...invoice.flags.map((code) => `${labels.flag}: ${flagText(code, language)}`),
	].join('\n');
}

function rateLabel(rate: string): string {
	return /^\d+$/.test(rate) ? `VAT ${rate}%` : `VAT ${rate}`;
}

/** The sentence of a flag without its values, which the document itself shows. */
function flagText(code: string, language: Language): string {
	const texts: Record<string, { pl: string; en: string }> = { ...PROBLEM_TEXTS, ...FLAG_TEXTS };
	return (texts[code]?.[language] ?? code).replace(/\s*\(?[„"]?\{\w+\}[”"]?\)?/g, '');
}
