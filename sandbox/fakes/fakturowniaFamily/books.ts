import { randomBytes } from 'node:crypto';
import Big from 'big.js';
import { DateTime } from 'luxon';
import type { World } from '../types';
import type { FamilyInvoice } from './schemas';
import { correctionTotals, documentTotals, pricePosition, type PricedPosition } from './totals';

export interface StoredDocument {
	id: number;
	number: string;
	/** Kind at issue; a cancelled document answers `canceled`. */
	kind: string;
	cancelled: boolean;
	input: FamilyInvoice;
	issueDate: string;
	saleDate: string;
	dueDate: string;
	positions: PricedPosition[];
	totals: { net: string; tax: string; gross: string };
	paid: string;
	paidDate?: string;
	token: string;
	createdAt: Date;
	updatedAt: Date;
	/** The search does not show it before. */
	visibleFrom: Date;
	/** Where the brand has KSeF: times of sending, and the answer once it is final. */
	sentAt?: Date;
	sends: number;
	govAnswer?: string;
	govId?: string;
	/** When the number was first seen by anybody: nothing may have left before. */
	govAt?: Date;
}

export interface StoredPayment {
	id: number;
	name: string;
	price: string;
	invoice_id: number | null;
	paid: boolean;
	created_at: string;
}

/** A client as the account knows it. */
export interface ClientCard {
	id: number;
	name: string;
	tax_no: string;
	company: boolean;
	street: string;
	post_code: string;
	city: string;
	country: string;
	email: string;
	external_id?: string;
}

export interface SentEmail {
	documentId: number;
	to: string[];
	pdf: boolean;
	at: string;
}

const ZONE = 'Europe/Warsaw';
const SERIES: Record<string, string> = { proforma: 'P', estimate: 'ZAM', advance: 'ZAL', correction: 'K' };

/** The account's own books. Ids grow from a number like the vendor's. */
export class Books {
	documents: StoredDocument[] = [];
	payments: StoredPayment[] = [];
	cards: ClientCard[] = [];
	emails: SentEmail[] = [];
	private nextId = 21293421;
	private lastInsert: Promise<unknown> = Promise.resolve();

	/** `taxOf`: the rate that a position is kept with. */
	constructor(
		private readonly world: World,
		private readonly taxOf: (tax: string) => string,
	) {}

	today(): string {
		return DateTime.fromJSDate(this.world.now(), { zone: ZONE }).toISODate() ?? '';
	}

	byId(id: number): StoredDocument | undefined {
		return this.documents.find((document) => document.id === id);
	}

	holdsOid(oid: string): boolean {
		return this.documents.some((document) => document.input.oid === oid);
	}

	/** One create after the other: the vendor's uniqueness as a real lock. */
	async alone<T>(work: () => Promise<T>): Promise<T> {
		const turn = this.lastInsert.then(work);
		this.lastInsert = turn.catch(() => undefined);
		return turn;
	}

	addCard(card: Omit<ClientCard, 'id'>): ClientCard {
		const stored = { id: this.nextId++, ...card };
		this.cards.push(stored);
		return stored;
	}

	/** The card of a document: the named one, whose data go before those sent; else one that agrees in name, number and e-mail; else a new one. */
	private withCard(input: FamilyInvoice): FamilyInvoice {
		const named = this.cards.find((card) => card.id === input.client_id);
		if (named) return { ...input, ...buyerFields(named) };
		const sent = cardOf(input);
		const agrees = (card: ClientCard) =>
			card.name === sent.name && card.tax_no === sent.tax_no && card.email === sent.email;
		return { ...input, client_id: (this.cards.find(agrees) ?? this.addCard(sent)).id };
	}

	insert(asked: FamilyInvoice, lagMs: number): StoredDocument {
		const input = this.withCard(asked);
		const now = this.world.now();
		const issueDate = input.issue_date ?? this.today();
		const forced = input.reverse_charge ? ((input.buyer_country ?? 'PL') === 'PL' ? 'oo' : 'np') : undefined;
		const positions = input.positions.map((position) => pricePosition(position, forced ?? this.taxOf(position.tax)));
		const document: StoredDocument = {
			id: this.nextId++,
			number: input.number || this.nextNumber(input.kind, issueDate),
			kind: input.kind,
			cancelled: false,
			input,
			issueDate,
			saleDate: input.sell_date ?? issueDate,
			dueDate: dueDate(input, issueDate),
			positions,
			totals: input.settled ?? (input.kind === 'correction' ? correctionTotals(positions) : documentTotals(positions)),
			paid: '0.00',
			token: randomBytes(12).toString('base64url'),
			createdAt: now,
			updatedAt: now,
			visibleFrom: new Date(now.getTime() + lagMs),
			sends: 0,
		};
		this.documents.push(document);
		return document;
	}

	/** Pays off the open amount, up to what is given. */
	pay(document: StoredDocument, amount: string | undefined, date: string): void {
		const paid = amount === undefined ? new Big(document.totals.gross) : new Big(document.paid).plus(amount);
		document.paid = paid.toFixed(2);
		document.paidDate = date;
		document.updatedAt = this.world.now();
	}

	addPayment(payment: Omit<StoredPayment, 'id'>): StoredPayment {
		const stored = { id: this.nextId++, ...payment };
		this.payments.push(stored);
		return stored;
	}

	cancel(document: StoredDocument): void {
		document.cancelled = true;
		document.updatedAt = this.world.now();
	}

	reset(): void {
		this.documents = [];
		this.payments = [];
		this.cards = [];
		this.emails = [];
	}

	/** `3/11/2026`, counted within the month of the issue date; a proforma has its own series, `P3/11/2026`. */
	private nextNumber(kind: string, issueDate: string): string {
		const [year, month] = issueDate.split('-');
		const series = SERIES[kind] ?? '';
		const used = this.documents
			.map((document) => new RegExp(`^${series}(\\d+)/${month}/${year}$`).exec(document.number)?.[1])
			.map(Number)
			.filter((each) => !Number.isNaN(each));
		return `${series}${Math.max(0, ...used) + 1}/${month}/${year}`;
	}
}

function cardOf(input: FamilyInvoice): Omit<ClientCard, 'id'> {
	return {
		name: input.buyer_name || [input.buyer_first_name, input.buyer_last_name].filter(Boolean).join(' '),
		tax_no: input.buyer_tax_no ?? '',
		company: input.buyer_company ?? true,
		street: input.buyer_street ?? '',
		post_code: input.buyer_post_code ?? '',
		city: input.buyer_city ?? '',
		country: input.buyer_country ?? '',
		email: input.buyer_email ?? '',
	};
}

function buyerFields(card: ClientCard): Partial<FamilyInvoice> {
	return {
		buyer_name: card.name,
		buyer_tax_no: card.tax_no,
		buyer_company: card.company,
		buyer_street: card.street,
		buyer_post_code: card.post_code,
		buyer_city: card.city,
		buyer_country: card.country,
		buyer_email: card.email,
	};
}

function dueDate(input: FamilyInvoice, issueDate: string): string {
	if (input.payment_to && (input.payment_to_kind ?? 'other_date') === 'other_date') return input.payment_to;
	const days = /^\d+$/.test(String(input.payment_to_kind ?? '')) ? Number(input.payment_to_kind) : 5;
	return DateTime.fromISO(issueDate, { zone: ZONE }).plus({ days }).toISODate() ?? issueDate;
}

/** What the document answers as its kind. */
export function kindOf(document: StoredDocument): string {
	return document.cancelled ? 'canceled' : document.kind;
}
