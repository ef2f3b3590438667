import { googleDriveArchive, googleDriveMemory } from '../../../../nodes/InvoiceArchive/googleDrive/googleDriveArchive';
import type { Archive } from '../../../../connect/archive';
import { Bitrix24Crm } from '../../../../nodes/Bitrix24/adapter';
import { Bitrix24Client, isFull } from '../../../../nodes/Bitrix24/client';
import { FakturowniaAccounting } from '../../../../nodes/Fakturownia/FakturowniaAccounting';
import { DEFAULT_ROOT_NAME } from '../../../../nodes/InvoiceArchive/drives';
import type { Account } from './account';
import { virtualHttp } from './http';
import type { VirtualOutside } from './outside';
import type { Life } from './process';
import type { Protocol } from './protocol';

const PORTAL = 'demo.bitrix24.pl';

/** The real adapters, on the virtual wire. */
export interface Vendors {
	crm: Bitrix24Crm;
	accounting: FakturowniaAccounting;
	archive(number: string): Archive;
}

export function vendorsOf(outside: VirtualOutside, life: Life, protocol: Protocol, google: Account): Vendors {
	const crmHttp = protocol.http(virtualHttp(outside, life, { vendor: 'Bitrix24', fake: 'bitrix24', leaves: isFull }));
	const base = `https://${PORTAL}/rest/1/demoinboundsecret/`;
	const accountingHttp = virtualHttp(outside, life, {
		vendor: 'Fakturownia',
		fake: 'fakturownia',
		headers: () => ({ authorization: 'Bearer demo-fakturownia-token' }),
	});
	const driveHttp = virtualHttp(outside, life, {
		vendor: 'Google Drive',
		fake: 'googleDrive',
		headers: () => ({ authorization: `Bearer ${google.token}` }),
		renew: async (each) => google.renew(each),
	});
	const { sleep, now } = life;
	return {
		crm: new Bitrix24Crm(new Bitrix24Client(crmHttp, base, PORTAL, sleep, life.process.line)),
		accounting: new FakturowniaAccounting(
			protocol.http(accountingHttp),
			{ account: 'demo', ksef: 'send', clientCards: 'match' },
			{ sleep, now },
		),
		archive: (number) =>
			googleDriveArchive(protocol.http(driveHttp), {
				root: { id: '', name: DEFAULT_ROOT_NAME },
				number,
				memory: googleDriveMemory(),
				sleep,
			}),
	};
}
