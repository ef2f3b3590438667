import Big from 'big.js';
import { showAmount, showDay } from './display';
import { isEmail } from './emails';
import { proformaNumber } from './fileName';
import type { Invoice, IssuedInvoice } from './invoice';
import { MAIL_TEXTS } from './mailTexts';
import { cut, oneLine, severalLines } from './text';

export interface InvoiceMail {
	/** Comma-separated; empty when the client wants no e-mail. */
	to: string;
	cc: string;
	subject: string;
	text: string;
	html: string;
}

export interface MailInput {
	invoice: Invoice;
	issued: IssuedInvoice;
	sellerName: string;
	/** Several lines; default: the seller's team. */
	signature?: string;
	/** What the document is for; default: the names of its lines. */
	service?: string;
}

/** What the mail says about the issued document, where one exists. */
interface Stated {
	number: string;
	paid: boolean;
	ksefNumber?: string;
	link?: string;
}

/** The mail to the customer, in the document's language. Number, KSeF number and link are those of the issued document. */
export function composeMail(input: MailInput): InvoiceMail {
	const { issued } = input;
	return compose(input, {
		number: issued.number,
		// A correction that lowers is no payment.
		paid: new Big(issued.gross).gt(0) && new Big(issued.paid).gte(issued.gross),
		ksefNumber: issued.legal.ksefNumber,
		link: issued.link,
	});
}

/** The same mail before the document exists: a phrase stands for the number. */
export function composePreviewMail(input: Omit<MailInput, 'issued'>): InvoiceMail {
	return compose(input, { number: MAIL_TEXTS[input.invoice.language].noNumber, paid: false });
}

function compose(input: Omit<MailInput, 'issued'>, stated: Stated): InvoiceMail {
	const { invoice } = input;
	const { kind, language } = invoice;
	const texts = MAIL_TEXTS[language];
	const seller = oneLine(input.sellerName);
	const number = documentNumber(kind, stated.number);
	const due = texts.toPay(
		showAmount(invoice.totals.gross, invoice.currency, language),
		showDay(invoice.dueDate, language),
	);
	const link = httpsLink(stated.link);
	const ksefNumber = kind === 'proforma' ? undefined : stated.ksefNumber;
	const paragraphs = [
		texts.greeting,
		texts.attached(`${texts.objectName[kind]} ${number}`, oneLine(input.service ?? '') || lineNames(invoice)),
		...(new Big(invoice.totals.gross).gt(0) ? [stated.paid ? texts.paid : due] : []),
		...(ksefNumber ? [texts.ksef(oneLine(ksefNumber))] : []),
		...(link ? [`${texts.link}\n${link}`] : []),
		texts.thanks,
		severalLines(input.signature ?? '') || texts.team(seller),
	];
	return {
		to: invoice.mailTo.filter(isEmail).join(', '),
		cc: '',
		subject: cut(`${texts.subjectName[kind]} ${number} – ${seller}`, 200),
		text: `${paragraphs.join('\n\n')}\n`,
		html: `${paragraphs.map((paragraph) => htmlParagraph(paragraph, link)).join('\n')}\n`,
	};
}

function documentNumber(kind: Invoice['kind'], raw: string): string {
	const number = oneLine(raw);
	return kind === 'proforma' ? proformaNumber(number).replace(/^pro[ -]?forma\s+/i, '') : number;
}

/** The first two lines by name; the deal's title stays inside the CRM. */
function lineNames(invoice: Invoice): string {
	const names = [...new Set(invoice.lines.map((line) => line.name))];
	const shown = names
		.slice(0, 2)
		.map((name) => cut(name, 100))
		.join(', ');
	return names.length > 2 ? `${shown} ${MAIL_TEXTS[invoice.language].andOthers(names.length - 2)}` : shown;
}

function httpsLink(link: string | undefined): string | undefined {
	return link && /^https:\/\/[^\s"'<>]+$/.test(link) ? link : undefined;
}

function htmlParagraph(paragraph: string, link: string | undefined): string {
	const lines = paragraph.split('\n').map((line) => {
		const safe = escapeHtml(line);
		return line === link ? `<a href="${safe}">${safe}</a>` : safe;
	});
	return `<p>${lines.join('<br>')}</p>`;
}

export function escapeHtml(text: string): string {
	return text
		.replace(/&/g, '&amp;')
		.replace(/</g, '&lt;')
		.replace(/>/g, '&gt;')
		.replace(/"/g, '&quot;')
		.replace(/'/g, '&#39;');
}
