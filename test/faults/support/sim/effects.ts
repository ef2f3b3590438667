import { archiveOnce } from '../../../../connect/archive';
import { awaitLegal } from '../../../../connect/awaitLegal';
import { VendorError } from '../../../../connect/http';
import { issueOnce } from '../../../../connect/issueOnce';
import type { Deal, StageEntry } from '../../../../invoicing/deal';
import { archiveFolders, invoiceFileName } from '../../../../invoicing/fileName';
import type { Invoice, IssuedInvoice } from '../../../../invoicing/invoice';
import type { BuildView } from '../../../../invoicing/journal/decide';
import type { EffectItem } from '../../../../invoicing/journal/outcome';
import { REPORT_KEY } from '../../../../invoicing/report';
import { DEFAULT_FIELDS } from '../../../../nodes/Bitrix24/userFields';
import { build } from '../../../../nodes/BuildInvoice/build.operation';
import { compose } from '../../../../nodes/BuildInvoice/compose.operation';
import { composeRow } from '../../../../nodes/BuildInvoice/composeRow.operation';
import { outputOf } from '../../../../connect/accounting/operations/issue';
import { DEMO } from '../../../../sandbox/scenario';
import type { Account } from './account';
import { sendEmail } from './mail';
import { nodeContext } from './nodeContext';
import type { VirtualOutside } from './outside';
import type { Life } from './process';
import type { Protocol } from './protocol';
import { appendOrUpdate } from './sheets';
import { vendorsOf, type Vendors } from './vendors';

/** What the nodes of one execution have put out so far: it outlives a pause, and nothing else. */
export interface Memory {
	build?: BuildView & { deal: Deal | null };
	issued?: IssuedInvoice;
	pdf?: Buffer;
}

interface Asked {
	documentId: string;
	status: string;
	inFlightSince: string;
	archivePath: string;
}

/** How long one look at KSeF may take, as shipped. */
const KSEF_MS = 30_000;

/** The rows of the canvas: what each does outside, and the item that it answers. */
export class Effects {
	private readonly vendors: Vendors;

	constructor(
		private readonly outside: VirtualOutside,
		private readonly life: Life,
		private readonly protocol: Protocol,
		private readonly google: Account,
		private readonly entry: StageEntry,
		private readonly memory: Memory,
	) {
		this.vendors = vendorsOf(outside, life, protocol, google);
	}

	/** Get Deal and Build Invoice. */
	async build(): Promise<EffectItem> {
		return await item(async () => {
			const { entry } = this;
			const fields = DEFAULT_FIELDS;
			const deal = (await this.vendors.crm.readDeal(entry.dealId, { entry, fields })) ?? null;
			const parameters = { ...BUILD, deal, entry, options: { now: this.life.now().toISOString() } };
			const { json } = await build(nodeContext(parameters), 0);
			this.memory.build = json as unknown as Memory['build'];
			return json;
		});
	}

	async setStatus(status: string): Promise<EffectItem> {
		return await item(async () => {
			const deal = this.memory.build?.deal ?? undefined;
			await this.vendors.crm.setStatus(this.entry.dealId, status, DEFAULT_FIELDS, deal);
			return { recorded: true };
		});
	}

	async act(action: string, asked: Asked): Promise<EffectItem> {
		switch (action) {
			case 'issue':
				return await item(async () => this.issue(asked));
			case 'legal':
				return await item(async () => this.legal(asked));
			case 'record':
				return await item(async () => this.record(asked));
			case 'mail':
				return await this.mail(asked);
			case 'archive':
				return await item(async () => this.archive(asked));
			case 'report':
				return await this.report(asked);
			default:
				throw new Error(`The harness has no row for ${action}.`);
		}
	}

	private get invoice(): Invoice {
		return this.memory.build!.invoice!;
	}

	private async issue({ inFlightSince }: Asked): Promise<EffectItem> {
		const { sleep, now } = this.life;
		const since = inFlightSince === '' ? undefined : inFlightSince;
		const outcome = await issueOnce(this.vendors.accounting, this.invoice, { sleep, now, inFlightSince: since });
		const json = outputOf(outcome, this.invoice);
		if (outcome.outcome === 'issued') this.memory.issued = outcome.issued;
		return json;
	}

	private async legal({ documentId }: Asked): Promise<EffectItem> {
		const { sleep } = this.life;
		const issued = await awaitLegal(this.vendors.accounting, documentId, { send: true, budgetMs: KSEF_MS, sleep });
		this.memory.issued = issued;
		return { documentId, issued };
	}

	private async pdf({
		documentId,
	}: Asked): Promise<{ issued: IssuedInvoice; file: { name: string; content: Buffer } }> {
		const issued = this.memory.issued ?? (await this.vendors.accounting.read(documentId));
		this.memory.pdf ??= await this.vendors.accounting.pdf(documentId);
		return { issued, file: { name: invoiceFileName(issued), content: this.memory.pdf } };
	}

	private async record(asked: Asked): Promise<EffectItem> {
		const { issued, file } = await this.pdf(asked);
		const { status } = asked;
		await this.vendors.crm.recordInvoice(
			this.entry.dealId,
			issued,
			{ fileName: file.name, content: file.content },
			{
				stageId: issued.kind === 'proforma' ? '' : DEMO.invoicedStage!,
				fields: DEFAULT_FIELDS,
				note: status,
				status,
				deal: this.memory.build?.deal ?? undefined,
			},
		);
		return { recorded: true };
	}

	private async mail(asked: Asked): Promise<EffectItem> {
		const made = await item(async () => {
			const { issued, file } = await this.pdf(asked);
			const parameters = { invoice: this.invoice, issued, sellerName: DEMO.seller!.name };
			const { json } = await compose(nodeContext(parameters), 0);
			return { mail: json.mail, file };
		});
		if (made.error !== undefined) return made;
		const { mail, file } = made as { mail: { to: string; subject: string; text: string }; file: { name: string } };
		const letter = { ...mail, attachment: file as { name: string; content: Buffer } };
		return await sendEmail(this.outside, this.life, letter, this.protocol.mailTries);
	}

	private async archive(asked: Asked): Promise<EffectItem> {
		const { issued, file } = await this.pdf(asked);
		const archive = await archiveOnce(this.vendors.archive(issued.number), {
			reference: this.entry.reference,
			folders: archiveFolders({ issueDate: issued.issueDate, client: this.invoice.buyer.name }),
			fileName: file.name,
			mimeType: 'application/pdf',
			content: file.content,
		});
		return { archive: { ...archive } };
	}

	private async report(asked: Asked): Promise<EffectItem> {
		const made = await item(async () => {
			const { issued } = await this.pdf(asked);
			const parameters = { invoice: this.invoice, issued, archivePath: asked.archivePath, reportLanguage: 'pl' };
			return (await composeRow(nodeContext(parameters), 0)).json;
		});
		if (made.error !== undefined) return made;
		return await appendOrUpdate(this.outside, this.life, this.google, REPORT_KEY, made as Record<string, string>);
	}
}

export const BUILD = {
	sellerName: DEMO.seller!.name,
	timeZone: 'Europe/Warsaw',
	ksefDuty: DEMO.ksef,
	mode: 'automatic',
	dealTextLanguage: 'pl',
	brakes: {},
	...DEMO.build,
};

/** As connect/itemLoop.ts answers with "continue on fail". */
async function item(run: () => Promise<object>): Promise<EffectItem> {
	try {
		return { ...(await run()) };
	} catch (error) {
		const vendor = error instanceof VendorError ? error : undefined;
		const details = {
			cause: vendor?.cause_ ?? 'input',
			outcome: vendor?.outcome ?? 'notDone',
			vendor: vendor?.vendor ?? '',
			status: vendor?.status ?? null,
		};
		return { error: error instanceof Error ? error.message : String(error), details };
	}
}
