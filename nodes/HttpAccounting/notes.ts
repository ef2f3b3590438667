import type { AccountingCapabilities } from '../../connect/ports';
import type { HttpSettings } from './settings';

/** What follows from the description, in sentences for whoever sets the node up. */
export function accountNotes(settings: HttpSettings, capabilities: AccountingCapabilities): string[] {
	const { vendor, base, requests, keyEnforced, ksef } = settings;
	const missing = (['find', 'pdf', 'list', 'email', 'payment', 'check'] as const).filter((name) => !requests[name]);
	return [
		`All requests go to ${base.host}${base.prefix}.`,
		capabilities.findsByReference
			? 'Documents are looked for by the reference before each create and after a lost answer.'
			: 'No find request: after a lost answer a person has to look whether the document exists.',
		...(capabilities.enforcesReference
			? [
					'A request whose answer was lost is sent again under the same key: the API is said to make one document of it.',
				]
			: []),
		...(keyEnforced && !capabilities.findsByReference
			? ['The key is sent, but nothing is repeated: without a find request nobody can be asked what became of it.']
			: []),
		...(missing.length > 0 ? [`Not described: ${missing.join(', ')}.`] : []),
		ksef === 'none'
			? `${vendor} does not send to KSeF here: invoices that need a KSeF number are refused before they are issued.`
			: ksef === 'automatic'
				? `${vendor} is expected to send to KSeF by itself. Check its own setting.`
				: `${vendor} is asked to send invoices to KSeF when they need a number and nobody sent them.`,
	];
}
