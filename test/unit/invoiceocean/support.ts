import type { Http, HttpRequest } from '../../../connect/http';
import { DealToInvoiceInvoiceOceanApi } from '../../../credentials/DealToInvoiceInvoiceOceanApi.credentials';
import type { Invoice } from '../../../invoicing/invoice';
import { InvoiceOceanAccounting } from '../../../nodes/InvoiceOcean/InvoiceOceanAccounting';
import { createInvoiceOceanFake, type InvoiceOceanFake } from '../../../sandbox/fakes/invoiceocean';
import { INVOICEOCEAN_DEMO } from '../../../sandbox/fakes/invoiceocean/demo';
import type { Settings } from '../../../sandbox/fakes/invoiceocean/schemas';
import type { FakeRequest } from '../../../sandbox/fakes/types';
import { fakeHttp, invoice, testWorld, type TestWorld, type Wire } from '../fakturownia/support';

export const TOKEN = INVOICEOCEAN_DEMO.token;

/** Signs as n8n does: by the credential's own rule. */
export async function sign(request: FakeRequest): Promise<FakeRequest> {
	const body = request.raw.length > 0 ? request.raw.toString('utf8') : undefined;
	const signed = await new DealToInvoiceInvoiceOceanApi().authenticate({ apiToken: TOKEN }, { url: '', body });
	const query = new URLSearchParams(request.query);
	for (const [name, value] of Object.entries(signed.qs ?? {})) query.set(name, String(value));
	return { ...request, query, raw: Buffer.from((signed.body as string | undefined) ?? '') };
}

export interface OceanBench {
	world: TestWorld;
	fake: InvoiceOceanFake;
	http: Http & { sent: HttpRequest[] };
	accounting: InvoiceOceanAccounting;
}

export function bench(settings: Partial<Settings> = {}, wire?: Wire): OceanBench {
	const world = testWorld();
	const fake = createInvoiceOceanFake(world, { settings });
	const http = fakeHttp(fake, world, wire, { vendor: 'InvoiceOcean', sign });
	const accounting = new InvoiceOceanAccounting(http, { account: 'demo' }, world);
	return { world, fake, http, accounting };
}

/** As Build Invoice makes it for a seller without KSeF duty. */
export const oceanInvoice = (change: Partial<Invoice> = {}): Invoice => invoice({ gate: 'none', ...change });
