import Big from 'big.js';
import { kindOf, type StoredDocument } from '../fakturowniaFamily/books';
import { cut } from '../fakturowniaFamily/totals';
import type { World } from '../types';

/**
 * One webhook of the kind invoice:update, as a person enters it in the account's settings. It tells of what a person
 * does to a document there. It is not signed and sent once; nobody waits for the listener.
 */
export class Webhook {
	/** Empty: there is no webhook. */
	url = '';
	/** Bodies that were sent, the newest last. */
	readonly delivered: string[] = [];

	constructor(
		private readonly world: World,
		private readonly host: string,
		private readonly token: string,
	) {}

	tell(document: StoredDocument): void {
		if (this.url === '') return;
		const body = JSON.stringify(this.bodyOf(document));
		this.delivered.push(body);
		void this.world.deliver(this.url, { headers: { 'content-type': 'application/json' }, body });
	}

	/** In the shape of recorded ones: a document stands under `deal`, and nothing says what happened to it. */
	private bodyOf(document: StoredDocument): object {
		const { id, number, token, issueDate, input, totals, paid } = document;
		return {
			deal: {
				name: input.buyer_name ?? '',
				description: input.description ?? null,
				price: cut(totals.gross),
				paid: new Big(paid).gte(totals.gross),
				url: `https://${this.host}/f/${number.replace(/\//g, '-')}/${token}`,
				date: issueDate,
				invoice_no: number,
				kind: kindOf(document),
				external_ids: { fakturownia: id },
				client: {
					name: input.buyer_name ?? '',
					tax_no: input.buyer_tax_no ?? null,
					first_name: input.buyer_first_name ?? null,
					last_name: input.buyer_last_name ?? null,
				},
			},
			app_name: 'fakturownia',
			api_token: this.token,
			locale: 'pl',
		};
	}
}
