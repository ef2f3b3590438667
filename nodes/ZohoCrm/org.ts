import { read, type ZohoClient } from './client';
import { Org } from './schemas';

export interface Organisation {
	/** The organisation's number, as it stands in the address of the CRM. The account in references. */
	id: string;
	/** ISO code of its home currency: that of deals where several currencies are not switched on. */
	currency: string;
}

/** So long an organisation's home currency is taken as unchanged. */
const KEPT_MS = 60 * 60_000;

export async function readOrganisation(client: ZohoClient): Promise<Organisation> {
	const purpose = 'read the organisation';
	const [{ zgid, iso_code: currency }] = read(Org, await client.get('org', undefined, { purpose }), purpose).org;
	return { id: zgid, currency: currency.toUpperCase() };
}

/** The organisation of one connection: read once an hour, since every deal asks for it. */
export class KnownOrganisation {
	private known: { organisation: Organisation; readAt: number } | undefined;

	constructor(private readonly now: () => number = Date.now) {}

	async of(client: ZohoClient): Promise<Organisation> {
		if (this.known && this.now() - this.known.readAt < KEPT_MS) return this.known.organisation;
		const organisation = await readOrganisation(client);
		this.known = { organisation, readAt: this.now() };
		return organisation;
	}
}
