import type { DealIn, EffectInvoice, Fake, FakeAccounting, FakeCrm } from './fakes/types';

/** A mail that left, as the fake mail server keeps it. */
export interface EmailEffect {
	channel: string;
	messageId: string;
	from: string;
	to: string[];
	cc: string[];
	subject: string;
	text: string;
	html?: string;
	attachments: { name: string; type: string; size: number; sha256: string }[];
	at?: string;
}

export interface FileEffect {
	drive: string;
	/** As a person sees it: "2026/11/Client/FV 1-11-2026.pdf". */
	path: string;
	size: number;
	sha256: string;
	id: string;
}

export interface SheetRow {
	sheet: string;
	row: Record<string, string>;
}

export interface FakeDrive extends Fake {
	files(): FileEffect[];
	/** Of a file or folder, as a person sees it; undefined where there is none of this id. */
	pathOf(id: string): string | undefined;
	content(id: string): Buffer;
}

export interface FakeSheets extends Fake {
	rows(): SheetRow[];
}

export interface FakeMailbox {
	messages(): EmailEffect[];
	attachment(messageId: string, index: number): Buffer;
	reset(): void;
}

/** The outside of one sandbox: every fake by its trade, and the deals as they were put in. */
export interface Books {
	crms: Map<string, FakeCrm>;
	accounting: Map<string, FakeAccounting>;
	drives: FakeDrive[];
	sheets: FakeSheets[];
	mailboxes: FakeMailbox[];
	/** By `crm/id`. */
	deals: Map<string, { crm: string; id: string; deal: DealIn }>;
	/** Mails to this address are alerts to the people who run the scenario, not letters to a customer. */
	alertsTo?: string;
}

export function emptyBooks(books: Books): void {
	const all = [
		...books.crms.values(),
		...books.accounting.values(),
		...books.drives,
		...books.sheets,
		...books.mailboxes,
	];
	for (const fake of all) fake.reset();
	books.deals.clear();
}

export const allInvoices = (books: Books): EffectInvoice[] =>
	[...books.accounting.values()].flatMap((system) => system.invoices());

/** @throws RangeError with a sentence when there is none of this name */
export function named<T>(kind: string, all: Map<string, T>, name: string): T {
	const found = all.get(name);
	if (!found)
		throw new RangeError(`There is no ${kind} "${name}" here. Known: ${[...all.keys()].join(', ') || 'none'}.`);
	return found;
}
