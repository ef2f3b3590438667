import { DateTime } from 'luxon';
import type { World } from '../types';
import { ACCOUNTS, EMPLOYEES, ITEMS, TAX_CODES, TAX_RATES, TERMS, VENDORS } from './chart';
import type { NewAttachable, NewCustomer, NewDocument, NewPayment } from './schemas';
import type { Totals } from './totals';

export interface Entity {
	Id: string;
	SyncToken: number;
	createdAt: Date;
	updatedAt: Date;
}
export interface StoredCustomer extends Entity, NewCustomer {
	Active: boolean;
}
export interface StoredItem extends Entity {
	Name: string;
	Type: string;
	Active: boolean;
	IncomeAccountRef?: { value: string };
	Description?: string;
}
export interface StoredDocument extends Entity {
	entity: 'Invoice' | 'Estimate' | 'CreditMemo';
	input: NewDocument;
	DocNumber?: string;
	TxnDate: string;
	DueDate: string;
	totals: Totals;
	/** Minor changes since it was made. */
	paid: string;
	payments: string[];
	voided: boolean;
	note?: string;
	email?: string;
	emailStatus: string;
	sentAt?: Date;
	status?: string;
	/** No query shows it before. */
	visibleFrom: Date;
}
export interface StoredPayment extends Entity {
	input: NewPayment;
	TxnDate: string;
}
export interface StoredAttachment extends Entity {
	input: NewAttachable;
	content: Buffer;
	/** No query shows it before. */
	visibleFrom: Date;
}
export interface SentEmail {
	documentId: string;
	entity: string;
	to: string;
	at: string;
}

/** Where the company is, as its documents are dated. */
const ZONE = 'Europe/Warsaw';
/** Intuit's servers tell the time of California. */
const SERVER_ZONE = 'America/Los_Angeles';

/** One company's books. All ids come from one row, as QuickBooks' do. */
export class Books {
	customers: StoredCustomer[] = [];
	items: StoredItem[] = [];
	documents: StoredDocument[] = [];
	payments: StoredPayment[] = [];
	attachments: StoredAttachment[] = [];
	emails: SentEmail[] = [];
	vendors = [...VENDORS];
	readonly employees = EMPLOYEES;
	readonly accounts = ACCOUNTS;
	readonly taxCodes = TAX_CODES;
	readonly taxRates = TAX_RATES;
	readonly terms = TERMS;
	private nextId = 101;
	private readonly lastNumber = { Invoice: 1000, Estimate: 1000, CreditMemo: 1000 };
	private lastWork = new Map<string, Promise<unknown>>();

	constructor(private readonly world: World) {
		this.reset();
	}

	today(): string {
		return DateTime.fromJSDate(this.world.now(), { zone: ZONE }).toISODate() ?? '';
	}

	time(at = this.world.now()): string {
		return DateTime.fromJSDate(at, { zone: SERVER_ZONE }).toISO() ?? '';
	}

	entity(): Entity {
		const now = this.world.now();
		return { Id: String(this.nextId++), SyncToken: 0, createdAt: now, updatedAt: now };
	}

	touch(entity: Entity): void {
		entity.SyncToken += 1;
		entity.updatedAt = this.world.now();
	}

	nextNumber(entity: StoredDocument['entity']): string {
		return String(++this.lastNumber[entity]);
	}

	document(entity: StoredDocument['entity'], id: string): StoredDocument | undefined {
		return this.documents.find((document) => document.entity === entity && document.Id === id);
	}

	/** One after the other for one key: QuickBooks' own uniqueness as a real lock. */
	async alone<T>(key: string, work: () => Promise<T>): Promise<T> {
		const turn = (this.lastWork.get(key) ?? Promise.resolve()).then(work);
		this.lastWork.set(
			key,
			turn.catch(() => undefined),
		);
		return turn;
	}

	reset(): void {
		this.customers = [];
		this.documents = [];
		this.payments = [];
		this.attachments = [];
		this.emails = [];
		this.vendors = [...VENDORS];
		this.lastWork = new Map();
		const now = this.world.now();
		this.items = ITEMS.map((item) => ({ ...item, SyncToken: 0, createdAt: now, updatedAt: now }));
	}
}
