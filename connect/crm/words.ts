import type { CrmFields } from '../ports';

/** What the shared parts of a CRM's nodes say, and assume when the user chose nothing. */
export interface CrmWords {
	/** The vendor's name as people know it. */
	vendor: string;
	/** Where the pack writes unless the user chooses other fields: those that "Create Fields" makes. */
	fields: CrmFields;
	/** What an example of a field of the CRM's own for the tax number is, for the hint. */
	taxIdHint: string;
	/** Method of the action node that lists the fields for it; left out: the deal's fields. */
	taxIdFields?: string;
	/** PDFs are attached to the deal: there is no field to choose for them. */
	attachesPdf?: boolean;
}
