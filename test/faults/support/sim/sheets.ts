import { CUT } from '../../../../sandbox/dispatcher';
import { bodyBytes } from '../../../../sandbox/dispatcher';
import type { EffectItem } from '../../../../invoicing/journal/outcome';
import type { Account } from './account';
import { wire } from './http';
import type { VirtualOutside } from './outside';
import type { Life } from './process';

/** n8n's own limit of a request where a node sets none. */
const TIMEOUT_MS = 300_000;
const SPREADSHEET = '/v4/spreadsheets/demo-spreadsheet';
const SHEET = 'Invoices';

interface Asked {
	method: string;
	path: string;
	query?: Record<string, string>;
	body?: unknown;
}

/**
 * The requests of n8n's Google Sheets node 4.7, "append or update row", mapped by itself, with "Use Append"
 * (test/contract/googleSheetsNode.test.ts holds the real one against the same fake). One row, matched by `key`.
 */
export async function appendOrUpdate(
	outside: VirtualOutside,
	life: Life,
	account: Account,
	key: string,
	row: Record<string, string>,
): Promise<EffectItem> {
	const ask = async (asked: Asked) => request(outside, life, account, asked);
	try {
		await ask({ method: 'GET', path: SPREADSHEET, query: { fields: 'sheets.properties' } });
		const values = `${SPREADSHEET}/values`;
		const query = { valueRenderOption: 'FORMATTED_VALUE', dateTimeRenderOption: 'FORMATTED_STRING' };
		const read = (await ask({ method: 'GET', path: `${values}/'${SHEET}'`, query })) as { values?: string[][] };
		const data = read.values ?? [];
		const known = data[0] ?? [];
		const columns = [...known, ...Object.keys(row).filter((name) => !known.includes(name))];
		const input = { valueInputOption: 'RAW' };
		if (columns.length > known.length) {
			const range = `${SHEET}!1:1`;
			await ask({ method: 'PUT', path: `${values}/${range}`, query: input, body: { range, values: [columns] } });
		}
		const at = data.slice(1).findIndex((cells) => cells[known.indexOf(key)] === row[key]);
		if (at < 0) {
			const last = Math.max(1, data.length) + 1;
			const range = `${SHEET}!${last}:${last}`;
			const cells = columns.map((name) => row[name] ?? null);
			await ask({ method: 'POST', path: `${values}/${range}:append`, query: input, body: { range, values: [cells] } });
		} else {
			const changed = columns.filter((name) => name !== key && row[name] !== undefined);
			const list = changed.map((name) => ({
				range: `${SHEET}!${String.fromCharCode(65 + columns.indexOf(name))}${at + 2}`,
				values: [[row[name]]],
			}));
			await ask({ method: 'POST', path: `${values}:batchUpdate`, body: { ...input, data: list } });
		}
		return row;
	} catch (error) {
		if (error instanceof NodeFailure) return { ...row, error: error.message };
		return Promise.reject(error);
	}
}

class NodeFailure extends Error {}

/** What n8n makes of it (n8n-workflow: STATUS_CODE_MESSAGES and COMMON_ERRORS). */
const LOST =
	'The connection to the server was closed unexpectedly, perhaps it is offline. You can retry the request immediately or wait and retry later.';
const WORDS: Record<number, string> = {
	400: 'Bad request - please check your parameters',
	403: 'Forbidden - perhaps check your credentials?',
	404: 'The resource you are requesting could not be found',
	429: 'The service is receiving too many requests from you',
	500: 'The service was not able to process your request',
	503: 'Service unavailable - try again later or consider setting this node to retry automatically (in the node settings)',
};

async function request(outside: VirtualOutside, life: Life, account: Account, asked: Asked): Promise<unknown> {
	for (let tries = 1; ; tries++) {
		const answer = await wire(
			outside,
			life,
			'googleSheets',
			{
				method: asked.method,
				host: 'sheets.googleapis.com',
				path: encodeURI(asked.path),
				query: new URLSearchParams(asked.query),
				headers: { authorization: `Bearer ${account.token}`, 'content-type': 'application/json' },
				raw: asked.body === undefined ? Buffer.alloc(0) : Buffer.from(JSON.stringify(asked.body)),
			},
			TIMEOUT_MS,
		);
		if (answer === CUT || answer === 'timeout') throw new NodeFailure(LOST);
		if (answer.status === 401 && tries === 1) {
			if (await account.renew(life)) continue;
			throw new NodeFailure('The provided authorization grant or refresh token is invalid, expired or revoked');
		}
		if (answer.status >= 300) throw new NodeFailure(WORDS[answer.status] ?? WORDS[500]);
		try {
			return JSON.parse(bodyBytes(answer.body).toString('utf8'));
		} catch {
			throw new NodeFailure('Unexpected end of JSON input');
		}
	}
}
