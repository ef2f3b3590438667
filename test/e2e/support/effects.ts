/** What happened outside for one deal: read from the fakes' books, never from our own rows. */
export interface Effects {
	invoices: {
		id: string;
		number: string;
		kind: string;
		currency: string;
		exchange?: { rate: string; note: string };
		net: string;
		vat: string;
		gross: string;
		issueDate: string;
		saleDate: string;
		legalStatus: string;
		ksefNumber: string;
		buyer: { name: string; taxId: string };
		lines: unknown[];
	}[];
	emails: {
		to: string[];
		from: string;
		subject: string;
		text: string;
		messageId: string;
		attachments: { name: string; type: string; size: number; sha256: string }[];
	}[];
	files: { path: string; size: number; sha256: string; id?: string }[];
	crmRecords: {
		stage: string;
		number: string;
		fields: Record<string, string>;
		notes: string[];
		files: { name: string; sha256: string }[];
	}[];
	sheetRows: { sheet: string; row: Record<string, string> }[];
	attention: { reason: string; field: string; text: string }[];
	alerts: unknown[];
}

export const isComplete = (effects: Effects): boolean =>
	effects.invoices.length > 0 &&
	effects.emails.length > 0 &&
	effects.files.length > 0 &&
	effects.sheetRows.length > 0 &&
	effects.crmRecords.length > 0;

/** How many of each there are; a finished deal has one of each. */
export const counts = ({ invoices, emails, files, sheetRows, crmRecords }: Effects) => ({
	invoices: invoices.length,
	emails: emails.length,
	files: files.length,
	sheetRows: sheetRows.length,
	recordings: crmRecords.filter(({ number }) => number !== '').length,
});

export const ONE_OF_EACH = { invoices: 1, emails: 1, files: 1, sheetRows: 1, recordings: 1 };
