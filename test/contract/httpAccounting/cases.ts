import type { Invoice } from '../../../invoicing/invoice';
import type { Dialect } from '../../../sandbox/fakes/httpAccounting/dialect';
import { INFAKT } from '../../../sandbox/fakes/httpAccounting/dialects/infakt';
import { WFIRMA } from '../../../sandbox/fakes/httpAccounting/dialects/wfirma';
import { XERO } from '../../../sandbox/fakes/httpAccounting/dialects/xero';
import type { Parameters } from '../../node/HttpAccounting/context';
import { invoice } from '../../unit/fakturownia/support';

/** A system of the recipes: how one signs in, and what is chosen beside the blocks. */
export interface Case {
	system: string;
	dialect: Dialect;
	credential: Record<string, unknown>;
	more: Parameters;
	/** Calls from nothing to the PDF. */
	calls: string[];
	/** An invoice that the vendor refuses, and what its sentence names. */
	refused: { change: Partial<Invoice>; reason: RegExp };
}

const header = (place: string, name: string, secret: string) => ({
	[`headerName${place}`]: name,
	[`headerSecret${place}`]: secret,
});

export const CASES: Case[] = [
	{
		system: 'inFakt',
		dialect: INFAKT,
		credential: {
			baseUrl: 'https://api.infakt.pl/api/v3',
			authentication: 'header',
			...header('First', 'X-inFakt-ApiKey', INFAKT.signedBy['x-infakt-apikey']!),
		},
		more: { authentication: 'key', ksef: 'request', carried: ['splitPayment'] },
		calls: [
			'GET /invoices.json',
			'POST /async/invoices.json',
			'GET /async/invoices/status/ID.json',
			'GET /invoices/ID.json',
			'GET /invoices/ID/pdf.json',
		],
		refused: {
			change: { lines: [{ ...invoice().lines[0]!, quantity: '0' }] },
			reason: /invoice\.services\.0\.quantity/,
		},
	},
	{
		system: 'wFirma',
		dialect: WFIRMA,
		credential: {
			baseUrl: 'api2.wfirma.pl/',
			authentication: 'header',
			...header('First', 'accessKey', WFIRMA.signedBy.accesskey!),
			...header('Second', 'secretKey', WFIRMA.signedBy.secretkey!),
			...header('Third', 'appKey', WFIRMA.signedBy.appkey!),
		},
		more: {
			authentication: 'key',
			ksef: 'automatic',
			kinds: ['invoice', 'proforma'],
			carried: ['recipient', 'splitPayment'],
		},
		calls: ['GET /invoices/find', 'POST /invoices/add', 'POST /invoices/download/ID'],
		refused: {
			change: { buyer: { ...invoice().buyer, address: { ...invoice().buyer.address, city: '' } } },
			reason: /Pole nie może być puste/,
		},
	},
	{
		system: 'Xero',
		dialect: XERO,
		credential: {
			baseUrl: 'https://api.xero.com/api.xro/2.0',
			oauthTokenData: { access_token: XERO.signedBy.authorization!.slice('Bearer '.length) },
		},
		more: { authentication: 'oAuth2', ksef: 'none', carried: ['foreignCurrency'] },
		calls: ['GET /Invoices', 'PUT /Invoices', 'GET /Invoices/ID/pdf'],
		refused: { change: { buyer: { ...invoice().buyer, name: 'x'.repeat(256) } }, reason: /Contact\.Name/ },
	},
];
