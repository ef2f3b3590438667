import { createHash } from 'node:crypto';
import Big from 'big.js';
import { DateTime } from 'luxon';
import type { World } from '../types';
import { totalsOf, type Line, type Rounding, type Totals } from './totals';

/** A document as it is asked for, in no system's words. */
export interface NewDocument {
	kind: 'invoice' | 'proforma';
	/** The text that carries the caller's reference: a field of its own, or notes. */
	reference: string;
	currency: string;
	issueDate?: string;
	saleDate?: string;
	dueDate?: string;
	buyer: { name: string; taxId: string; email: string; address: string };
	recipient?: string;
	exemptionReason?: string;
	splitPayment?: boolean;
	lines: Line[];
}

export interface StoredPayment {
	reference: string;
	amount: string;
	date: string;
}

export interface StoredDocument extends NewDocument {
	id: string;
	number: string;
	issueDate: string;
	saleDate: string;
	dueDate: string;
	totals: Totals;
	payments: StoredPayment[];
	cancelled: boolean;
	createdAt: Date;
	/** The search does not show it before. */
	visibleFrom: Date;
	sentToKsefAt?: Date;
	ksefNumber?: string;
	ksefAt?: Date;
}

export interface SentEmail {
	documentId: string;
	to: string[];
	at: string;
}

const ZONE = 'Europe/Warsaw';
const SELLER_TAX_NO = '5252445767';

/** The account's own books. */
export class Books {
	documents: StoredDocument[] = [];
	emails: SentEmail[] = [];
	private count = 0;
	private turn: Promise<unknown> = Promise.resolve();

	constructor(
		private readonly world: World,
		private readonly style: {
			rounding: Rounding;
			id: (count: number) => string;
			number: (count: number, day: string) => string;
		},
		private readonly ksefDelayMs: () => number,
	) {}

	today(): string {
		return DateTime.fromJSDate(this.world.now(), { zone: ZONE }).toISODate() ?? '';
	}

	byId(id: string): StoredDocument | undefined {
		return this.documents.find((document) => document.id === id);
	}

	/** What a search shows now, oldest first. */
	visible(): StoredDocument[] {
		return this.documents.filter(({ visibleFrom }) => visibleFrom <= this.world.now());
	}

	/** One after the other: a uniqueness that is a real lock. */
	async alone<T>(work: () => Promise<T>): Promise<T> {
		const turn = this.turn.then(work);
		this.turn = turn.catch(() => undefined);
		return turn;
	}

	insert(input: NewDocument, lagMs: number): StoredDocument {
		const now = this.world.now();
		const issueDate = input.issueDate ?? this.today();
		const count = ++this.count;
		const document: StoredDocument = {
			...input,
			id: this.style.id(count),
			number: this.style.number(count, issueDate),
			issueDate,
			saleDate: input.saleDate ?? issueDate,
			dueDate: input.dueDate ?? issueDate,
			totals: totalsOf(input.lines, this.style.rounding),
			payments: [],
			cancelled: false,
			createdAt: now,
			visibleFrom: new Date(now.getTime() + lagMs),
		};
		this.documents.push(document);
		return document;
	}

	paid(document: StoredDocument): string {
		return document.payments.reduce((total, { amount }) => total.plus(amount), new Big(0)).toFixed(2);
	}

	left(document: StoredDocument): string {
		return new Big(document.totals.gross).minus(this.paid(document)).toFixed(2);
	}

	pay(document: StoredDocument, payment: Partial<StoredPayment>): StoredPayment {
		const made = {
			reference: payment.reference ?? '',
			amount: new Big(payment.amount ?? this.left(document)).toFixed(2),
			date: payment.date ?? this.today(),
		};
		document.payments.push(made);
		return made;
	}

	/** `sent`, then `success` with a number; nothing for a document that nobody sent. */
	ksef(document: StoredDocument): { status: 'sent' | 'success'; number?: string } | undefined {
		const { sentToKsefAt } = document;
		if (!sentToKsefAt) return undefined;
		const at = sentToKsefAt.getTime() + this.ksefDelayMs();
		if (this.world.now().getTime() < at) return { status: 'sent' };
		const day = sentToKsefAt.toISOString().slice(0, 10).replace(/-/g, '');
		const hash = createHash('sha256').update(document.id).digest('hex').toUpperCase();
		document.ksefNumber ??= `${SELLER_TAX_NO}-${day}-${hash.slice(0, 12)}-${hash.slice(12, 14)}`;
		document.ksefAt ??= new Date(at);
		return { status: 'success', number: document.ksefNumber };
	}

	reset(): void {
		this.documents = [];
		this.emails = [];
	}
}
