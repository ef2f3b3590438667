import { VendorError } from '../../connect/http';
import { showTaxId } from '../../invoicing/taxId';
import type { Invoice } from '../../invoicing/invoice';
import { cut } from '../../invoicing/text';
import { addressOf, emailOf } from './address';
import type { QuickBooksClient } from './client';
import { QuickBooksFault, VENDOR } from './failures';
import { beforeDocument } from '../../connect/notDone';
import { clientMark, displayName, hasCurrency, isSameParty, namesOf } from './parties';
import { EVEN_INACTIVE, isOneOf, select } from './query';
import { Customer, one, rowsOf } from './schemas';

/** Code of a Fault: the name stands in QuickBooks already, with a customer, a vendor or an employee. */
export const NAME_TAKEN = '6240';
const LONGEST_TAX_NUMBER = 20;

/** The customers of one company, as far as the documents at hand need them: one metered read a buyer. */
export class Customers {
	private readonly known = new Map<string, Promise<Customer[]>>();

	constructor(private readonly client: QuickBooksClient) {}

	/** Who stands under one of the buyer's names and is this buyer, inactive ones and other currencies too. */
	async ofBuyer(invoice: Invoice): Promise<Customer[]> {
		const found = await this.underNames(invoice);
		return found.filter((customer) => isSameParty(customer, invoice));
	}

	/**
	 * The buyer's customer in the document's currency: found, made active again, or made. Throws VendorError with the
	 * outcome `notDone` whatever happens: no document exists yet.
	 */
	async findOrMake(invoice: Invoice): Promise<Customer> {
		return beforeDocument(async () => (await this.find(invoice)) ?? (await this.make(invoice)));
	}

	/** After a refusal that names a reference: what was read before may be wrong by now. */
	forget(): void {
		this.known.clear();
	}

	private async find(invoice: Invoice): Promise<Customer | undefined> {
		const usable = (await this.ofBuyer(invoice)).filter((customer) => hasCurrency(customer, invoice.currency));
		const active = usable.find(({ Active }) => Active);
		const [inactive] = usable;
		return active ?? (inactive && (await this.activate(invoice, inactive)));
	}

	private async underNames(invoice: Invoice): Promise<Customer[]> {
		const names = namesOf(invoice);
		const key = names.join('\n');
		const asked = this.known.get(key) ?? this.read(invoice, names);
		this.known.set(key, asked);
		asked.catch(() => this.known.delete(key));
		return asked;
	}

	private async read(invoice: Invoice, names: string[]): Promise<Customer[]> {
		const found = await this.client.query(
			select('Customer', [isOneOf('DisplayName', names), EVEN_INACTIVE]),
			`look for the customer of deal ${invoice.deal.id}`,
			rowsOf('Customer', Customer),
		);
		const rank = (customer: Customer) => names.findIndex((name) => isSame(name, customer.DisplayName));
		return found.filter((customer) => rank(customer) >= 0).sort((a, b) => rank(a) - rank(b));
	}

	/** A name that a vendor, an employee or another client has is passed over for the next. */
	private async make(invoice: Invoice): Promise<Customer> {
		const others = await this.underNames(invoice);
		const free = namesOf(invoice).filter((name) => !others.some(({ DisplayName }) => isSame(name, DisplayName)));
		for (const name of free) {
			try {
				return this.keep(invoice, await this.create(invoice, name));
			} catch (error) {
				if (!(error instanceof QuickBooksFault) || error.code !== NAME_TAKEN) return Promise.reject(error);
				// Another run may have made this very customer a moment ago.
				this.forget();
				const made = await this.find(invoice);
				if (made) return made;
			}
		}
		throw noNameLeft(invoice);
	}

	private keep(invoice: Invoice, customer: Customer): Customer {
		this.known.set(namesOf(invoice).join('\n'), Promise.resolve([customer]));
		return customer;
	}

	private async create(invoice: Invoice, name: string): Promise<Customer> {
		return this.client.json(
			{
				kind: 'create',
				method: 'POST',
				path: 'customer',
				body: newCustomer(invoice, name),
				purpose: `add the customer of deal ${invoice.deal.id}`,
			},
			one('Customer', Customer),
		);
	}

	/** The client is back: an inactive customer takes no invoice. */
	private async activate(invoice: Invoice, { Id, SyncToken }: Customer): Promise<Customer> {
		const customer = await this.client.json(
			{
				kind: 'update',
				method: 'POST',
				path: 'customer',
				body: { Id, SyncToken, sparse: true, Active: true },
				purpose: `make the customer of deal ${invoice.deal.id} active again`,
			},
			one('Customer', Customer),
		);
		return this.keep(invoice, customer);
	}
}

const isSame = (name: string, other: string): boolean => name.toLowerCase() === other.toLowerCase();

/** The body of a new customer. */
export function newCustomer(invoice: Invoice, name: string): Record<string, unknown> {
	const { buyer } = invoice;
	const taxNumber = showTaxId(buyer.taxId);
	return {
		DisplayName: name,
		...(buyer.kind === 'business' ? { CompanyName: displayName(buyer.name) } : personOf(buyer)),
		...emailOf(invoice, 'PrimaryEmailAddr'),
		BillAddr: addressOf(invoice),
		CurrencyRef: { value: invoice.currency },
		...(taxNumber && taxNumber.length <= LONGEST_TAX_NUMBER && { PrimaryTaxIdentifier: taxNumber }),
		Notes: clientMark(invoice),
	};
}

function personOf(buyer: Invoice['buyer']): Record<string, unknown> {
	return {
		...(buyer.firstName && { GivenName: cut(displayName(buyer.firstName), 100) }),
		...(buyer.lastName && { FamilyName: cut(displayName(buyer.lastName), 100) }),
	};
}

function noNameLeft({ deal }: Invoice): VendorError {
	return new VendorError({
		vendor: VENDOR,
		cause: 'rejected',
		outcome: 'notDone',
		message: `The buyer of deal ${deal.id} cannot be added to ${VENDOR}: every name for it belongs to a vendor, an employee or another client.`,
		advice: 'Add the customer in QuickBooks by hand under the name that the deal has, then run this step again.',
	});
}
