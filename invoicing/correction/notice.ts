import Big from 'big.js';
import type { IssuedInvoice, Invoice } from '../invoice';
import type { Language } from '../primitives';
import { correctable } from './build';
import { contentKey, ZERO } from './content';
import { differencesOf } from './differences';
import type { Notice } from '../journal/done';
import { systemKey, type Look } from './due';
import { NOTICE_TEXTS } from './texts';

/** What Build Invoice made of the deal as it stands now; nothing is known of it when the deal could not be read. */
export interface DealNow {
	invoice: Invoice | null;
	withdrawn?: string;
}

/** What the deal asks for now, as one key; undefined: it cannot be told. */
export function nowKey({ invoice, withdrawn }: DealNow): string | undefined {
	if (withdrawn === 'lost' || withdrawn === 'deleted') return ZERO;
	return invoice ? contentKey(invoice) : undefined;
}

/** What stands in the books: the document, or what its correction made of it. */
export const standingKey = ({ row, corrected }: Look): string => corrected ?? row.data.content;

/** Whether the document has to be read: the deal asks for something else that was not told yet. */
export function asksForDocument(look: Look, now: DealNow): boolean {
	const key = nowKey(now);
	return key !== undefined && key !== standingKey(look) && key !== look.row.data.notice?.key;
}

/** `tell`: to the deal and the owner, once. `withdraw`: the difference is gone. Neither: nothing new. */
export type Finding = { tell: Notice } | { withdraw: true } | undefined;

interface Options {
	canCorrect: boolean;
	onlyLowers?: boolean;
	language: Language;
}

/**
 * Compares the deal, the document as it was issued and the document as it stands in the accounting system.
 * @param document undefined: it was not read, since nothing asked for it
 * @param canCorrect whether the accounting system's node issues corrections
 * @param onlyLowers whether it cannot raise a document
 */
export function findingOf(look: Look, now: DealNow, document: IssuedInvoice | undefined, options: Options): Finding {
	const { notice } = look.row.data;
	const texts = NOTICE_TEXTS[options.language];
	const system = document && !look.corrected ? systemKey(look.row, document) : undefined;
	if (document && system) {
		if (notice?.key === system) return undefined;
		const text = document.cancelled ? texts.cancelled : texts.changed(look.row, document);
		return { tell: { key: system, state: 'told', text } };
	}
	const key = nowKey(now);
	if (key === undefined || key === notice?.key) return undefined;
	if (key === standingKey(look))
		return notice?.state === 'open' || notice?.state === 'told' ? { withdraw: true } : undefined;
	if (!document) return undefined;
	return tellOf(look, now, document, key, options);
}

function tellOf(look: Look, now: DealNow, document: IssuedInvoice, key: string, options: Options): Finding {
	const texts = NOTICE_TEXTS[options.language];
	const gone = now.withdrawn === 'lost' || now.withdrawn === 'deleted';
	const differences = gone
		? [texts.toZero(now.withdrawn === 'lost', document)]
		: differencesOf(document, now.invoice!, options.language);
	// Another spelling of the same document: nothing that a correction would say.
	if (differences.length === 0) return undefined;
	const possible =
		options.canCorrect &&
		!look.corrected &&
		now.invoice !== null &&
		now.withdrawn !== 'deleted' &&
		document.lines !== undefined &&
		document.byRate !== undefined &&
		correctable(document, now.invoice);
	const raises = possible && options.onlyLowers && !gone && new Big(now.invoice!.totals.gross).gte(document.gross);
	const how = look.corrected ? texts.correctedBefore : raises ? texts.raises : possible ? texts.confirm : texts.byHand;
	const text = `${texts.proposed}: ${differences.join('; ')}. ${how}`;
	return { tell: { key, state: possible && !raises ? 'open' : 'told', text: text.slice(0, 900) } };
}
