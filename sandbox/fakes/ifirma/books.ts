import Big from 'big.js';
import { DateTime } from 'luxon';
import type { World } from '../types';
import type { CorrectionBody } from './correctionBody';
import type { NewDocument, Settings } from './schemas';
import { CORRECTION, type Sort } from './sorts';
import { documentTotals, minus, pricePosition, type PricedPosition, type Totals } from './totals';

export interface StoredDocument {
	id: number;
	number: string;
	sort: Sort;
	input: NewDocument;
	currency: string;
	saleDate: string;
	dueDate: string;
	positions: PricedPosition[];
	totals: Totals;
	paid: string;
	/** Deleted by a person: gone from lists, and not to be read any more. */
	deleted: boolean;
	createdAt: Date;
	/** Lists do not show it before. */
	visibleFrom: Date;
	/** KSeF: when it was sent, the answer once it is final, and when its number was first seen by anybody. */
	sentAt?: Date;
	ksefAnswer?: 'ok' | 'send_error';
	ksefNumber?: string;
	ksefAt?: Date;
	/** Of a correction, whose totals are the difference: what it corrects and why. */
	corrects?: { original: StoredDocument; body: CorrectionBody };
}

export interface SentEmail {
	documentId: number;
	to: string;
	sender: string;
	at: string;
}

const ZONE = 'Europe/Warsaw';
const FIRST_ID = 1244512;

/** The account's own books. */
export class Books {
	documents: StoredDocument[] = [];
	emails: SentEmail[] = [];
	payments: { documentId: number; amount: string; date: string }[] = [];
	used = 0;
	switches = 0;
	private nextId = FIRST_ID;
	/** Set by a switch; left out: what the settings say. */
	private switchedTo?: string;

	constructor(
		private readonly world: World,
		private readonly settings: () => Settings,
	) {}

	today(): string {
		return DateTime.fromJSDate(this.world.now(), { zone: ZONE }).toISODate() ?? '';
	}

	/** `2026-11`. */
	get month(): string {
		if (this.switchedTo) return this.switchedTo;
		const { month } = this.settings();
		return month === 'current' ? this.today().slice(0, 7) : month;
	}

	switchMonth(months: number): void {
		this.switchedTo = DateTime.fromISO(`${this.month}-01`, { zone: ZONE }).plus({ months }).toFormat('yyyy-MM');
		this.switches += 1;
	}

	/** What a person sets in iFirma itself. */
	forgetSwitch(): void {
		this.switchedTo = undefined;
	}

	/** By id, or by number with `_` for the slash. `reading`: a correction then stands where the settings say. */
	find(path: string, key: string, reading = true): StoredDocument | undefined {
		return this.documents.find(
			(each) =>
				!each.deleted &&
				(reading ? this.addressOf(each) : each.sort.path) === path &&
				(String(each.id) === key || each.number.replace(/\//g, '_') === key),
		);
	}

	private addressOf({ sort, corrects }: StoredDocument): string {
		return corrects && this.settings().correctionsAt === 'fakturakraj' ? corrects.original.sort.path : sort.path;
	}

	insert(sort: Sort, input: NewDocument, lagMs: number): StoredDocument {
		const now = this.world.now();
		const positions = input.Pozycje.map((position) => pricePosition(position, input.LiczOd));
		const document: StoredDocument = {
			id: this.nextId++,
			number: this.nextNumber(sort, input.DataWystawienia),
			sort,
			input,
			currency: input.Waluta ?? 'PLN',
			saleDate: input.DataSprzedazy ?? input.DataWystawienia,
			dueDate: input.TerminPlatnosci ?? input.DataWystawienia,
			positions,
			totals: documentTotals(positions, input.LiczOd, this.settings().rounding),
			paid: '0.00',
			deleted: false,
			createdAt: now,
			visibleFrom: new Date(now.getTime() + lagMs),
		};
		this.documents.push(document);
		return document;
	}

	/** The state after stands in the positions; it comes to the difference. */
	correct(original: StoredDocument, body: CorrectionBody, lagMs: number): StoredDocument {
		const { LiczOd, Kontrahent, DataSprzedazy } = original.input;
		const { DataWystawienia, TerminPlatnosci, Uwagi, Pozycje, SplitPayment } = body;
		const input = { LiczOd, Kontrahent, DataSprzedazy, DataWystawienia, TerminPlatnosci, Uwagi, Pozycje, SplitPayment };
		const made = this.insert(CORRECTION, input, lagMs);
		made.totals = minus(made.totals, original.totals);
		made.corrects = { original, body };
		return made;
	}

	pay(document: StoredDocument, amount: string | undefined, date: string): void {
		const paid = amount === undefined ? new Big(document.totals.gross) : new Big(document.paid).plus(amount);
		document.paid = paid.toFixed(2);
		this.payments.push({ documentId: document.id, amount: amount ?? document.totals.gross, date });
	}

	reset(): void {
		this.documents = [];
		this.emails = [];
		this.payments = [];
		this.used = 0;
		this.switches = 0;
		this.switchedTo = undefined;
	}

	/** `3/11/2026`, counted within the month of the issue date; proformas and corrections in series of their own. */
	private nextNumber(sort: Sort, issueDate: string): string {
		const [year, month] = issueDate.split('-').map(Number);
		const tail = sort.proforma ? `/${month}/${year}/ProForma` : `/${month}/${year}`;
		const head = sort === CORRECTION ? 'K' : '';
		const used = this.documents
			.filter(({ number }) => number.startsWith(head) && number.endsWith(tail))
			.map(({ number }) => Number(number.slice(head.length, -tail.length)))
			.filter((count) => !Number.isNaN(count));
		return `${head}${Math.max(0, ...used) + 1}${tail}`;
	}
}
