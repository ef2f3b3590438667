/** How the shared parts of an accounting system's node speak, and which operations it can offer. */
export interface AccountingWords {
	/** The system's name as people know it. */
	vendor: string;
	/** What its document ids look like. */
	documentId: { pattern: RegExp; text: string };
	/** It e-mails documents by itself. */
	sendsEmail: boolean;
	/** Which addresses it takes for that, as the parameter's description; left out: up to five. */
	recipients?: string;
	/** It issues documents that build on earlier ones: advances and finals, corrections. */
	buildsOnEarlier?: boolean;
	/** Payments can be recorded in it. */
	recordsPayments: boolean;
	/** It keeps files with its documents; left out: it does not, or nobody wrote down how. */
	attachesFiles?: {
		/** The largest that is sent there. */
		maxBytes: number;
	};
}
