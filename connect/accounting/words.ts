/** How the shared parts of an accounting system's node speak, and which operations it can offer. */
export interface AccountingWords {
	/** The system's name as people know it. */
	vendor: string;
	/** What its document ids look like. */
	documentId: { pattern: RegExp; text: string };
	/** It e-mails documents by itself. */
	sendsEmail: boolean;
	/** Payments can be recorded in it. */
	recordsPayments: boolean;
}
