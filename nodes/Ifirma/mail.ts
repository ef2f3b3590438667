import type { IfirmaClient } from './client';
import { documentIdOf, type DocumentKey } from './documentId';
import { FOREIGN_PROFORMA, isCorrection } from './documentTypes';
import { refused } from './refused';
import { Done } from './schemas';

/** As they are named in iFirma; left out: its own choice. */
export interface MailChoice {
	sender?: string;
	template?: string;
}

/** Lets iFirma e-mail a document; every call sends one more. `to`: one address, or none for the one of the contractor. */
export async function sendByEmail(
	client: IfirmaClient,
	key: DocumentKey,
	to: string[],
	{ sender, template }: MailChoice = {},
): Promise<void> {
	const name = documentIdOf(key);
	if (key.type === FOREIGN_PROFORMA)
		throw refused(
			`iFirma's API e-mails no proformas for abroad, so ${name} was not sent.`,
			'Fetch the PDF and send it with a mail node.',
		);
	if (isCorrection(key.type))
		throw refused(
			`iFirma's API e-mails no corrections, so ${name} was not sent.`,
			'Fetch the PDF and send it with a mail node.',
		);
	if (to.length > 1)
		throw refused(
			`iFirma e-mails a document to one address at a time, not ${to.length}, so ${name} was not sent.`,
			'Choose one address, or fetch the PDF and send it with a mail node.',
		);
	await client.json(
		{
			kind: 'create',
			method: 'POST',
			path: `/${key.type.path}/send/${key.id}.json`,
			query: { wyslijEfaktura: 'true' },
			body: {
				...(to[0] && { SkrzynkaEmailOdbiorcy: to[0] }),
				...(sender && { SkrzynkaEmail: sender }),
				...(template && { SzablonEmail: template }),
			},
			purpose: `e-mail document ${name}`,
		},
		Done,
	);
}
