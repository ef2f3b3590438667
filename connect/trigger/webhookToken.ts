import type {
	IDataObject,
	ICredentialDataDecryptedObject,
	IHookFunctions,
	INodeCredentialTestResult,
	IWebhookFunctions,
} from 'n8n-workflow';
import { VendorError } from '../http';

/** How one vendor's webhook credential is told of. */
export interface WebhookTokenWords {
	vendor: string;
	/** Type of the credential. */
	credential: string;
	/** Its one field, and the name that the form gives it. */
	property: string;
	label: string;
	/** Where its content comes from. */
	advice: string;
	/** What is wrong with a text that is not empty, to be read after the field's name; undefined: nothing. */
	faultOf: (token: string) => string | undefined;
}

/** The secret by which a vendor's notifications are told from anybody's. No call says whether it is the right one. */
export class WebhookToken {
	constructor(private readonly words: WebhookTokenWords) {}

	/** As it was entered; empty where none was. */
	async of(context: IWebhookFunctions | IHookFunctions): Promise<string> {
		return this.in(await context.getCredentials<IDataObject>(this.words.credential));
	}

	/** Throws VendorError for a token that cannot be one. */
	assert(token: string): void {
		const message = this.problemOf(token);
		if (message === undefined) return;
		const { vendor, advice } = this.words;
		throw new VendorError({ vendor, cause: 'credential', outcome: 'notDone', message, advice });
	}

	/** Only the field is looked at: the first notification shows whether it is right. */
	test(data: ICredentialDataDecryptedObject | undefined): INodeCredentialTestResult {
		const problem = this.problemOf(this.in(data ?? {}));
		if (problem !== undefined) return { status: 'Error', message: `${problem} ${this.words.advice}` };
		return { status: 'OK', message: 'A token is entered. Whether it is the right one, the first notification shows.' };
	}

	private in(data: IDataObject): string {
		return String(data[this.words.property] ?? '').trim();
	}

	private problemOf(token: string): string | undefined {
		const { vendor, label, faultOf } = this.words;
		const fault = token === '' ? 'is empty' : faultOf(token);
		return fault && `The field "${label}" of the ${vendor} webhook credential ${fault}.`;
	}
}
