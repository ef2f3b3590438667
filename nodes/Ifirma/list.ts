import type { IssuedInvoice } from '../../invoicing/invoice';
import type { Day } from '../../invoicing/primitives';
import type { IfirmaClient } from './client';
import type { Corrections } from './correction/corrections';
import { DOMESTIC, ofRow, type DocumentType } from './documentTypes';
import { assertLeft } from './limit';
import type { Reader } from './reader';
import { listRows } from './rows';
import type { Row } from './schemas';

/** Pause between two reads; a user of the API reports a limit of a hundred requests a minute. */
const PAUSE_MS = 650;
/** So many documents are read without a pause. */
const AT_ONCE = 50;

/**
 * The documents of a period, by issue date, oldest first; proformas and our corrections too. Lists show no net amounts and no notes, so each
 * document is read: one request a document, which the account's limit has to allow before the first.
 */
export async function listDocuments(
	{ client, reader, corrections }: { client: IfirmaClient; reader: Reader; corrections: Corrections },
	period: { from: Day; to: Day },
	sleep: (ms: number) => Promise<void>,
): Promise<IssuedInvoice[]> {
	const purpose = `list the documents from ${period.from} to ${period.to}`;
	const filter = { dataOd: period.from, dataDo: period.to };
	const listed: { row: Row; type?: DocumentType }[] = [];
	for (const list of ['faktury', 'proformy'] as const)
		for (const row of await listRows(client, list, filter, purpose))
			listed.push({ row, type: ofRow(row, list === 'proformy') });
	const unknown = listed.filter(({ type }) => !type).length;
	// A correction is looked for at two addresses, and read together with what it corrects.
	if (listed.length > 0) await assertLeft(client, listed.length + 2 * unknown, purpose);
	listed.sort(
		(a, b) =>
			a.row.DataWystawienia.localeCompare(b.row.DataWystawienia) || Number(a.row.FakturaId) - Number(b.row.FakturaId),
	);
	const documents: IssuedInvoice[] = [];
	for (const { row, type } of listed) {
		if (documents.length >= AT_ONCE) await sleep(PAUSE_MS);
		// How lists name a correction is not documented: as nothing that is known, or as the invoice.
		if (!type || type === DOMESTIC) documents.push(...[(await corrections.ofRow(row)) ?? []].flat());
		else {
			const key = { type, id: row.FakturaId };
			documents.push(reader.issued(key, await reader.document(key), row));
		}
	}
	return documents;
}
