import type {
	CrmRecord,
	DealIn,
	EffectInvoice,
	FakeAccounting,
	FakeCrm,
	FakeRequest,
	FakeResponse,
	LogicalStage,
} from '../../../sandbox/fakes/types';
import type { Books, EmailEffect } from '../../../sandbox/books';

/** A vendor with one book: every request that reaches it is written down. */
export function echoFake(name = 'echo', hosts = ['echo.example']) {
	const seen: FakeRequest[] = [];
	return {
		name,
		hosts,
		seen,
		answer: { status: 200, body: { ok: true } } as FakeResponse,
		async handle(request: FakeRequest): Promise<FakeResponse> {
			seen.push(request);
			return this.answer;
		},
		reset() {
			seen.length = 0;
			this.answer = { status: 200, body: { ok: true } };
		},
	};
}

export class DummyCrm implements FakeCrm {
	readonly name = 'tinycrm';
	readonly hosts = ['tiny.example'];
	readonly deals = new Map<string, DealIn>();
	readonly written: (CrmRecord & { deal: string })[] = [];
	readonly patches: { id: string; silent: boolean }[] = [];
	running = 0;
	mostRunning = 0;

	handle = async (): Promise<FakeResponse> => ({ status: 404 });

	async createDeal(deal: DealIn) {
		if (deal.title === 'Refused') throw new Error('The CRM takes no such title.');
		const id = String(this.deals.size + 1);
		this.deals.set(id, deal);
		return { id };
	}

	getDeal(id: string) {
		const deal = this.deals.get(id);
		return deal && { id, title: deal.title, stage: deal.stage ?? 'open' };
	}

	listDeals() {
		return [...this.deals].map(([id, deal]) => {
			const stage: LogicalStage = deal.stage ?? 'open';
			const { title, amount = '', currency = 'PLN', buyer } = deal;
			return { id, title, stage, amount, currency, buyer: buyer?.name ?? '', status: '', number: '' };
		});
	}

	async patchDeal(id: string, patch: Partial<DealIn>, { silent }: { silent: boolean }) {
		this.patches.push({ id, silent });
		this.deals.set(id, { ...(this.deals.get(id) as DealIn), ...patch });
	}

	deleteDeal(id: string) {
		this.deals.delete(id);
	}

	async replay() {
		this.mostRunning = Math.max(this.mostRunning, ++this.running);
		await new Promise((resolve) => setTimeout(resolve, 5));
		this.running -= 1;
		return 200;
	}

	records(deal?: string) {
		return this.written.filter((record) => deal === undefined || record.deal === deal);
	}

	attention() {
		return [];
	}

	reset() {
		this.deals.clear();
	}
}

export class DummyAccounting implements FakeAccounting {
	readonly name = 'tinybooks';
	readonly hosts = ['books.example'];
	readonly made: EffectInvoice[] = [];
	private options: Record<string, unknown> = { ksef: 'off' };

	handle = async (): Promise<FakeResponse> => ({ status: 404 });
	invoices = () => this.made;
	pdf = async () => Buffer.from('%PDF-1.7 tiny');
	settings = () => this.options;

	patchSettings(patch: Record<string, unknown>) {
		if ('colour' in patch) throw new Error('There is no setting "colour".');
		this.options = { ...this.options, ...patch };
	}

	pay(id: string, { amount }: { amount?: string }) {
		if (amount === '0') throw new Error(`Nothing to pay on ${id}.`);
	}

	cancel(id: string) {
		for (const invoice of this.made) if (invoice.id === id) invoice.cancelled = true;
	}

	reset() {
		this.made.length = 0;
	}
}

export function invoice(number: string, buyer: Partial<EffectInvoice['buyer']>, lines: string[] = []): EffectInvoice {
	const money = { currency: 'PLN', net: '100.00', vat: '23.00', gross: '123.00' };
	const dates = { issueDate: '2026-11-22', saleDate: '2026-11-22', dueDate: '2026-12-06' };
	const legal = { legalStatus: 'legallyIssued', ksefNumber: '' };
	const party = { name: '', taxId: '', email: '', ...buyer };
	const named = lines.map((name) => ({ name }));
	const id = `id-${number}`;
	return {
		vendor: 'tinybooks',
		id,
		number,
		kind: 'invoice',
		reference: 'r',
		...money,
		...dates,
		...legal,
		buyer: party,
		lines: named,
	};
}

export function mail(to: string, text: string, attachments: string[] = []): EmailEffect {
	const attached = attachments.map((name) => ({ name, type: 'application/pdf', size: 4, sha256: 'x' }));
	const messageId = `<${to}-${text.length}@mail>`;
	return {
		channel: 'smtp',
		messageId,
		from: 'us@seller.example',
		to: [to],
		cc: [],
		subject: '',
		text,
		attachments: attached,
	};
}

export function dummyBooks() {
	const crm = new DummyCrm();
	const accounting = new DummyAccounting();
	const mails: EmailEffect[] = [];
	const files = [{ drive: 'tinydrive', path: '2026/11/Nikt/FV 99-11-2026.pdf', size: 3, sha256: 'y', id: 'f1' }];
	const rows: { sheet: string; row: Record<string, string> }[] = [];
	const idle = { hosts: [], handle: async () => ({ status: 404 }) };
	const books: Books = {
		crms: new Map([[crm.name, crm]]),
		accounting: new Map([[accounting.name, accounting]]),
		drives: [
			{
				...idle,
				name: 'tinydrive',
				files: () => files,
				pathOf: (id) => files.find((file) => file.id === id)?.path,
				content: () => Buffer.from('pdf'),
				reset: () => void (files.length = 0),
			},
		],
		sheets: [{ ...idle, name: 'tinysheets', rows: () => rows, reset: () => void (rows.length = 0) }],
		mailboxes: [{ messages: () => mails, attachment: () => Buffer.from('%PDF'), reset: () => void (mails.length = 0) }],
		deals: new Map(),
	};
	return { books, crm, accounting, mails, files, rows };
}
