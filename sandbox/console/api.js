/**
 * The sandbox's control API, as this page uses it. Every call throws an Error whose message is a sentence to show.
 */

async function call(method, path, body) {
	let response;
	try {
		response = await fetch(`/api/${path}`, {
			method,
			headers: body === undefined ? {} : { 'content-type': 'application/json' },
			body: body === undefined ? undefined : JSON.stringify(body),
		});
	} catch {
		throw new Error('offline');
	}
	const text = await response.text();
	const answer = parse(text);
	if (!response.ok) throw new Error(sentenceOf(answer) ?? `${method} /api/${path}: ${response.status}`);
	return answer;
}

function parse(text) {
	try {
		return text === '' ? undefined : JSON.parse(text);
	} catch {
		return undefined;
	}
}

function sentenceOf(answer) {
	const error = answer?.error ?? answer?.message;
	return typeof error === 'string' ? error : error?.message;
}

const part = encodeURIComponent;
const deals = (crm) => `crm/${part(crm)}/deals`;
const invoices = (vendor) => `accounting/${part(vendor)}/invoices`;

export const api = {
	status: () => call('GET', 'status'),
	scenario: () => call('GET', 'scenario'),
	deals: (crm) => call('GET', deals(crm)),
	createDeal: (crm, deal) => call('POST', deals(crm), deal),
	/** Moves a deal as a user of the CRM would; `silent`: the CRM tells nobody. */
	moveDeal: (crm, id, stage, silent) =>
		call('PATCH', `${deals(crm)}/${part(id)}${silent ? '?silent=1' : ''}`, { stage }),
	effects: (crm, deal) => call('GET', deal === undefined ? 'effects' : `effects?crm=${part(crm)}&deal=${part(deal)}`),
	invoices: (vendor) => call('GET', invoices(vendor)),
	pay: (vendor, id, payment) => call('POST', `${invoices(vendor)}/${part(id)}/payments`, payment),
	cancel: (vendor, id) => call('POST', `${invoices(vendor)}/${part(id)}/cancel`, {}),
	settings: (vendor) => call('GET', `accounting/${part(vendor)}/settings`),
	patchSettings: (vendor, settings) => call('PATCH', `accounting/${part(vendor)}/settings`, settings),
	sheets: () => call('GET', 'sheets'),
	journal: () => call('GET', 'journal'),
	/** Calls after the one with this id; without it, all. */
	calls: (since) => call('GET', since === undefined ? 'calls' : `calls?since=${part(since)}`),
	faults: () => call('GET', 'faults'),
	addFault: (fault) => call('POST', 'faults', fault),
	clearFaults: () => call('DELETE', 'faults'),
	replay: (event) => call('POST', 'events/replay', event),
	/** `verb`: kill, start, freeze, thaw. */
	n8n: (verb) => call('POST', `n8n/${verb}`, {}),
	/** Back to the first deals and empty books. */
	reset: () => call('POST', 'reset', {}),
};

/** Addresses that a browser opens itself. */
export const links = {
	attachment: (messageId, index) => `/api/mail/${part(messageId)}/attachments/${index}`,
	file: (id) => `/api/files/${part(id)}`,
	invoicePdf: (vendor, id) => `/api/${invoices(vendor)}/${part(id)}/pdf`,
	events: '/api/events',
};
