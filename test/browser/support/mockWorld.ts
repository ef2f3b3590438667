import { PDFDocument, StandardFonts } from 'pdf-lib';
import type { DealIn, LogicalStage } from '../../../sandbox/fakes/types';

/**
 * A make-believe sandbox for the console page: the same shapes as the real one, with a scenario that runs by a timer.
 * It proves nothing about the scenario; it only gives the page something to show.
 */

export interface MockDeal {
	id: string;
	title: string;
	stage: LogicalStage;
	amount: string;
	currency: string;
	buyer: string;
	status: string;
	number: string;
	email: string;
}

type Row = Record<string, unknown>;

export interface MockWorld {
	deals: MockDeal[];
	effects: Record<
		'invoices' | 'emails' | 'files' | 'crmRecords' | 'sheetRows' | 'attention' | 'alerts' | 'proposals',
		Row[]
	>;
	journal: Row[];
	calls: Row[];
	faults: Row[];
	settings: Row;
	n8n: string;
	/** Runs a deal through the scenario, one step every `stepMs`. */
	move(id: string, stage: LogicalStage, silent: boolean): void;
	add(deal: DealIn): string;
	changed: () => void;
	stop(): void;
}

const deal = (
	id: string,
	title: string,
	stage: LogicalStage,
	amount: string,
	buyer: string,
	rest: Partial<MockDeal> = {},
) => ({
	id,
	title,
	stage,
	amount,
	currency: 'PLN',
	buyer,
	status: '',
	number: '',
	email: `faktury@klient-${id}.example`,
	...rest,
});

export const HOSTILE_TITLE = '<img src=x onerror="window.hacked=true"> & "Sons"';

export function mockWorld(stepMs: number): MockWorld {
	const timers = new Set<NodeJS.Timeout>();
	let count = 100;
	const world: MockWorld = {
		deals: [
			deal('101', 'Strona firmowa z blogiem', 'open', '12300.00', 'Kancelaria Modrzew sp. z o.o.'),
			deal('102', 'Kampania jesienna – obsługa reklam', 'open', '5166.00', 'Piekarnia Złoty Kłos Jan Wiśniewski'),
			deal('103', 'Website relaunch, phase 1', 'open', '2600.00', 'Nordlicht Design GmbH', { currency: 'EUR' }),
			deal('104', HOSTILE_TITLE, 'open', '123.00', '<b>Evil</b> sp. z o.o.'),
			deal('105', 'Wdrożenie sklepu', 'deposit', '24600.00', 'Hurtownia Śruba S.A.'),
			deal('106', 'Sesja zdjęciowa rodzinna', 'open', '799.00', 'Maria Przykładowa'),
			deal('107', 'Audyt SEO', 'invoice', '3690.00', 'Omyłka sp. z o.o.', {
				status: 'Wymaga uwagi: NIP 5260250994 ma złą cyfrę kontrolną. Popraw go w danych firmy.',
			}),
			deal('108', 'Opieka serwisowa, październik', 'lost', '1107.00', 'Tartak Bór sp.j.'),
		],
		effects: {
			invoices: [],
			emails: [],
			files: [],
			crmRecords: [],
			sheetRows: [],
			attention: [],
			alerts: [],
			proposals: [],
		},
		journal: [],
		calls: [],
		faults: [],
		settings: { ksef: 'auto', ksefAnswer: 'ok', delayMs: 0 },
		n8n: 'running',
		changed: () => undefined,
		add(input) {
			const id = String((count += 1) + 100);
			const amount = input.lines?.[0]?.unitPrice ?? '0.00';
			world.deals.push(
				deal(id, input.title, 'open', amount, input.buyer?.name ?? '', { email: input.buyer?.email ?? '' }),
			);
			world.changed();
			return id;
		},
		move(id, stage, silent) {
			const found = world.deals.find((each) => each.id === id);
			if (!found) throw new RangeError(`bitrix24 has no deal ${id}.`);
			found.stage = stage;
			world.changed();
			if (silent || stage !== 'invoice') return;
			scenarioSteps(world, found).forEach((step, index) => {
				const timer = setTimeout(
					() => {
						timers.delete(timer);
						step();
						world.changed();
					},
					stepMs * (index + 1),
				);
				timers.add(timer);
			});
		},
		stop: () => timers.forEach((timer) => clearTimeout(timer)),
	};
	world.effects.attention.push({ deal: '107', reason: 'taxIdChecksum', field: 'taxId', text: world.deals[6]?.status });
	return world;
}

function scenarioSteps(world: MockWorld, found: MockDeal): (() => void)[] {
	const { effects } = world;
	const ordinal = effects.invoices.length + 1;
	const number = `${ordinal}/11/2026`;
	const path = `2026/11/${found.buyer.replace(/[<>/]/g, '')}/FV ${ordinal}-11-2026.pdf`;
	const reference = `bitrix24:demo.bitrix24.pl:${found.id}:invoice:1`;
	const now = () => new Date().toISOString();
	const pdf = { name: `FV ${ordinal}-11-2026.pdf`, type: 'application/pdf', size: 34_211, sha256: 'ab'.repeat(32) };
	const invoice: Row = {
		...{ deal: found.id, vendor: 'fakturownia', id: String(5000 + ordinal), number, kind: 'invoice', reference },
		...{
			currency: found.currency,
			net: '100.00',
			vat: '23.00',
			gross: found.amount,
			issueDate: '2026-11-22',
			lines: [],
		},
		...{ saleDate: '2026-11-22', dueDate: '2026-12-06', legalStatus: 'processing', ksefNumber: '' },
		buyer: { name: found.buyer, taxId: '5260250995', email: found.email },
	};
	const log = (step: string, next: string, note = '') => {
		const createdAt = now().replace('T', ' ').replace('Z', '');
		world.journal.push({
			id: world.journal.length + 1,
			createdAt,
			reference,
			step,
			state: step === 'claim' ? 'claimed' : 'done',
			number: step === 'claim' ? '' : number,
			note,
			data: JSON.stringify({ v: 1, next }),
		});
	};
	const call = (vendor: string, method: string, path: string, status = 200) =>
		world.calls.push({
			id: world.calls.length + 1,
			vendor,
			method,
			host: 'demo.example',
			path,
			status,
			at: now(),
			ms: 41,
		});
	return [
		() => {
			log('claim', 'build');
			call('bitrix24', 'POST', '/rest/1/…/batch');
			call('fakturownia', 'GET', '/invoices.json');
			call('fakturownia', 'POST', '/invoices.json', world.faults.length > 0 ? 500 : 201);
			world.faults.length = 0;
			effects.invoices.push(invoice);
		},
		() => {
			log('issue', 'legal');
			Object.assign(invoice, { legalStatus: 'ok', ksefNumber: '5260250995-20261122-0A1B2C3D4E5F-77' });
		},
		() => {
			log('legal', 'record', 'KSeF 5260250995-20261122-0A1B2C3D4E5F-77');
			Object.assign(found, { stage: 'invoiced', number, status: `Zafakturowano: ${number}` });
			effects.crmRecords.push({
				deal: found.id,
				stage: 'invoiced',
				fields: { number },
				notes: [],
				files: [],
				at: now(),
			});
		},
		() => {
			log('record', 'mail');
			const text = `Dzień dobry,\n\nw załączniku przesyłamy fakturę ${number} za: ${found.title}.\n\nDziękujemy za współpracę.\nZespół Demo Studio`;
			effects.emails.push({
				deal: found.id,
				channel: 'smtp',
				messageId: `<${reference}@demo>`,
				from: 'Demo Studio <faktury@demo-studio.example>',
				to: [found.email],
				cc: [],
				subject: `Faktura ${number} – Demo Studio`,
				text,
				attachments: [pdf],
				at: now(),
			});
		},
		() => {
			log('mail', 'archive');
			effects.files.push({
				deal: found.id,
				drive: 'googleDrive',
				path,
				size: pdf.size,
				sha256: pdf.sha256,
				id: `file-${ordinal}`,
			});
		},
		() => {
			log('archive', 'report', path);
			const row = {
				Reference: reference,
				Numer: number,
				Data: '2026-11-22',
				Klient: found.buyer,
				Brutto: found.amount,
				Waluta: found.currency,
			};
			effects.sheetRows.push({ deal: found.id, sheet: 'Invoices', row });
			log('report', 'finish');
		},
	];
}

/** A PDF of one page, so that the viewer has something to open. */
export async function mockPdf(title: string): Promise<Uint8Array> {
	const document = await PDFDocument.create();
	const page = document.addPage([595, 842]);
	page.drawText(title, { x: 60, y: 760, size: 24, font: await document.embedFont(StandardFonts.Helvetica) });
	return document.save();
}
