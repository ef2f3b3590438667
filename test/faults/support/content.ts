import { createHash } from 'node:crypto';
import type { Books, EmailEffect } from '../../../sandbox/books';
import { effectsByDeal, type Effects } from '../../../sandbox/effects';
import type { CrmRecord, EffectInvoice } from '../../../sandbox/fakes/types';

/** What the outside of one deal says has to agree: number, total and PDF wherever they stand, and the order of time. */
export function contentViolations(effects: Effects): string[] {
	return effects.invoices.flatMap((invoice) => [
		...mailViolations(invoice, effects),
		...fileViolations(invoice, effects),
		...fieldViolations(invoice, effects),
		...rowViolations(invoice, effects),
	]);
}

/** Writes of the document's number: each is one recording. */
export const recordings = (records: readonly CrmRecord[]): CrmRecord[] => records.filter(({ number }) => number !== '');

/** With several documents a mail is held against the one that its subject names. */
function mailsOf(invoice: EffectInvoice, { invoices, emails }: Effects): EmailEffect[] {
	return invoices.length === 1 ? emails : emails.filter((mail) => mail.subject.includes(invoice.number));
}

function mailViolations(invoice: EffectInvoice, effects: Effects): string[] {
	return mailsOf(invoice, effects).flatMap((mail) => {
		const { number, gross, legalAt } = invoice;
		const said = [];
		if (!mail.subject.includes(number)) said.push(`the e-mail "${mail.subject}" does not name ${number}.`);
		if (!amounts(mail.text).includes(gross) && invoice.paid !== gross)
			said.push(`the e-mail about ${number} does not say ${gross}.`);
		if (mail.attachments.length !== 1)
			said.push(`the e-mail about ${number} has ${mail.attachments.length} attachments.`);
		if (isUnderWay(invoice)) said.push(`${number} was mailed and has no KSeF number (${invoice.legalStatus}).`);
		if (legalAt && mail.at && Date.parse(mail.at) < Date.parse(legalAt))
			said.push(`${number} was mailed at ${mail.at}, before it legally existed (${legalAt}).`);
		return said;
	});
}

/** It is to have a KSeF number and has none. */
const isUnderWay = ({ legalStatus, ksefNumber }: EffectInvoice): boolean =>
	ksefNumber === '' &&
	!['', 'not_applicable', 'notRequired', 'legallyIssued'].includes(legalStatus.replace(/^demo_/, ''));

/** Mail, drive and deal hold the same PDF. */
function fileViolations(invoice: EffectInvoice, effects: Effects): string[] {
	const places = {
		'e-mail': mailsOf(invoice, effects).flatMap((mail) => mail.attachments.map(({ sha256 }) => sha256)),
		archive: filesOf(invoice, effects).map((file) => file.sha256),
		deal: effects.crmRecords.flatMap((record) => record.files.map((file) => file.sha256)),
	};
	// With several documents the deal's field holds the newest PDF only.
	const several = effects.invoices.length > 1;
	const held = Object.entries(places).filter(([place, list]) => list.length > 0 && !(several && place === 'deal'));
	const first = held[0]?.[1][0];
	return held
		.filter(([, list]) => list.some((sha256) => sha256 !== first))
		.map(([place]) => `the PDF of ${invoice.number} in ${place} is another than in ${held[0]![0]}.`);
}

function filesOf(invoice: EffectInvoice, { invoices, files }: Effects) {
	const spelt = invoice.number.replace(/[^\p{L}\p{N}]+/gu, '-');
	return invoices.length === 1 ? files : files.filter((file) => file.path.includes(spelt));
}

function fieldViolations({ number }: EffectInvoice, { crmRecords }: Effects): string[] {
	const last = recordings(crmRecords).at(-1);
	const value = last?.number;
	if (value === undefined || value.split(',').some((part) => part.trim() === number)) return [];
	return [`the deal's field says ${value}, the invoice is ${number}.`];
}

function rowViolations({ number, gross }: EffectInvoice, { invoices, sheetRows }: Effects): string[] {
	const rows = sheetRows.map(({ row }) => Object.values(row));
	const own = invoices.length === 1 ? rows : rows.filter((cells) => cells.includes(number));
	return own
		.filter((cells) => !cells.includes(number) || !cells.includes(gross))
		.map((cells) => `the report row "${cells.join(' | ')}" does not hold ${number} and ${gross}.`);
}

/** "2 601,72 zł" or "EUR 2,601.72" with a point and nothing between the thousands. */
function amounts(text: string): string[] {
	const found = text.match(/\d[\d\s.,\u00a0\u202f]*[.,]\d\d(?!\d)/g) ?? [];
	return found.map((one) => {
		const digits = one.replace(/\D/g, '');
		return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
	});
}

/**
 * Every archived PDF is byte for byte the one that the accounting system gives out for the deal's document, so that
 * number, lines and totals in it are the invoice's own. Slower than `check`: draws the PDFs again.
 */
export async function checkPdfs(books: Books): Promise<string[]> {
	const violations: string[] = [];
	for (const [key, effects] of effectsByDeal(books)) {
		for (const invoice of effects.invoices) {
			const [file] = filesOf(invoice, effects);
			const pdf = await books.accounting.get(invoice.vendor)?.pdf(invoice.id);
			if (!file || !pdf) continue;
			const sha256 = createHash('sha256').update(pdf).digest('hex');
			if (sha256 !== file.sha256) violations.push(`Deal ${key}: the archived PDF is not that of ${invoice.number}.`);
		}
	}
	return violations;
}
