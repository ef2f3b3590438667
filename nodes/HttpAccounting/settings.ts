import type { Kind, VatRate } from '../../invoicing/primitives';
import { VendorError } from '../../connect/http';
import type { BaseAddress } from './address';
import type { NumberForm } from './amounts';
import type { Answers } from './description/answers';
import type { Requests } from './description/requests';
import type { KsefMode } from './legal';

/** What an invoice can hold and a system may not be able to take. */
export const CARRIED = ['recipient', 'exemptionReason', 'splitPayment', 'foreignCurrency', 'exchangeRate'] as const;
export type Carried = (typeof CARRIED)[number];

/** A value of the body that is written otherwise than the expression gave it. */
export interface Conversion {
	/** Path within the body; `*` is every entry of a list. */
	path: string;
	to: NumberForm | 'vatRate';
}

/** An API as its user describes it. */
export interface HttpSettings {
	/** The system's name, for sentences. */
	vendor: string;
	base: BaseAddress;
	/** Of the credential; kept out of every text. */
	secrets: readonly string[];
	requests: Requests;
	answers: Answers;
	ksef: KsefMode;
	/** The rest counts for Issue only. */
	kinds: readonly Kind[];
	carried: readonly Carried[];
	/** The user vouches that the API makes one document a key. */
	keyEnforced: boolean;
	vatRates: Partial<Record<VatRate, string>>;
	conversions: readonly Conversion[];
	body: unknown;
}

/** Throws VendorError `rejected` where parts of the description contradict each other. */
export function checkSettings(settings: HttpSettings): void {
	const { requests, answers, keyEnforced, ksef, vendor } = settings;
	const { create, find } = requests;
	const refuse = (what: string, advice: string): never => {
		throw new VendorError({
			vendor,
			cause: 'rejected',
			outcome: 'notDone',
			message: `The description of ${vendor} contradicts itself: ${what}.`,
			advice,
		});
	};
	if (find && !answers.fields.reference)
		refuse(
			'documents are to be found, and no field of the answer carries the reference',
			'Name the field in Answers under fields.reference, or leave the find request out.',
		);
	if (keyEnforced && !create.idempotencyHeader)
		refuse(
			'a second document for one key is said to be refused, and no key is sent',
			'Name the header in Requests under create.idempotencyHeader, or switch the parameter off.',
		);
	if (create.task && create.documentId)
		refuse('the answer to a create holds both an order and a document', 'Leave out create.task or create.documentId.');
	if (ksef !== 'none' && !answers.fields.ksefNumber)
		refuse(
			'KSeF numbers are expected, and no field holds them',
			'Name the field in Answers under fields.ksefNumber, or set KSeF to None.',
		);
	if (ksef === 'request' && !requests.sendToKsef)
		refuse(
			'documents are to be sent to KSeF, and no request does it',
			'Describe it in Requests under sendToKsef, or choose another value of KSeF.',
		);
}
