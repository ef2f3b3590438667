import type { Pipeline } from '../../connect/ports';
import { VendorError } from '../../connect/http';
import { paths } from './api';
import type { HubSpotClient } from './client';
import { toPipelines } from './mapping/pipelines';
import { Account, Owner, Pipelines, PropertyRows, TaxRate, TaxRates, type PropertyRow } from './schemas';

/** How long what an account is set up like is kept: it changes by hand, and rarely. */
const KEPT_MS = 5 * 60_000;
/** Of which account it is, and its people: hardly ever anything else. */
const LONG_KEPT_MS = 60 * 60_000;

/** Answers of one account that all deals share, with the time at which they were read. Holds no connection. */
export class SettingsMemory {
	private readonly kept = new Map<string, { at: number; value: unknown }>();

	constructor(private readonly now: () => number = Date.now) {}

	async get<T>(name: string, read: () => Promise<T>, keptMs = KEPT_MS): Promise<T> {
		const known = this.kept.get(name);
		if (known && this.now() - known.at < keptMs) return known.value as T;
		const at = this.now();
		const value = await read();
		this.kept.set(name, { at, value });
		return value;
	}

	forget(): void {
		this.kept.clear();
	}
}

/**
 * How the account is set up: what does not belong to a deal and would cost each deal the same requests again.
 * Each is read once in five minutes a process; account and owners once in an hour.
 */
export class AccountSettings {
	constructor(
		private readonly client: HubSpotClient,
		private readonly memory: SettingsMemory = new SettingsMemory(),
	) {}

	async account(): Promise<Account> {
		const purpose = 'tell which account the credential belongs to';
		const read = async () => this.client.read(Account, { method: 'GET', path: paths.accountInfo(), purpose });
		return this.memory.get('account', read, LONG_KEPT_MS);
	}

	async pipelines(): Promise<Pipeline[]> {
		const purpose = 'read the pipelines and stages';
		return this.memory.get('pipelines', async () =>
			toPipelines((await this.client.read(Pipelines, { method: 'GET', path: paths.pipelines(), purpose })).results),
		);
	}

	/** The fields of deals, by their names. */
	async dealProperties(): Promise<ReadonlyMap<string, PropertyRow>> {
		return this.memory.get('properties of deals', async () => {
			const path = paths.properties('deals');
			const { results } = await this.client.read(PropertyRows, {
				method: 'GET',
				path,
				purpose: 'read the fields of deals',
			});
			return new Map(results.map((row) => [row.name, row]));
		});
	}

	/** Undefined when the owner is gone, or the credential may not see owners: the name is only for people to read. */
	async owner(ownerId: string): Promise<Owner | undefined> {
		const request = { method: 'GET', path: paths.owner(ownerId), purpose: 'read the owner of the deal' } as const;
		const read = async () =>
			unless(['notFound', 'permission', 'rejected'], async () => this.client.read(Owner, request));
		return this.memory.get(`owner ${ownerId}`, read, LONG_KEPT_MS);
	}

	/** The tax rate behind a row's `hs_tax_rate_group_id`; undefined when the account has none of this id. */
	async taxRate(rateId: string): Promise<TaxRate | undefined> {
		const listed = (await this.taxRates()).find((rate) => rate.id === rateId);
		if (listed) return listed;
		const read = { method: 'GET', path: paths.taxRate(rateId), purpose: 'read a tax rate' } as const;
		return this.memory.get(`tax rate ${rateId}`, async () =>
			unless(['notFound', 'rejected'], async () => this.client.read(TaxRate, read)),
		);
	}

	/** After something of it was changed by us. */
	forget(): void {
		this.memory.forget();
	}

	private async taxRates(): Promise<TaxRate[]> {
		return this.memory.get('tax rates', async () => {
			const rates: TaxRate[] = [];
			for (let after: string | undefined; ;) {
				const request = {
					method: 'GET',
					path: paths.taxRates(),
					query: { limit: 100, after },
					purpose: 'read the tax rates',
				} as const;
				const page = await this.client.read(TaxRates, request);
				rates.push(...page.results);
				const next = page.paging?.next?.after;
				if (next === undefined || next === after || page.results.length === 0) return rates;
				after = next;
			}
		});
	}
}

/** The answer, or undefined when the failure has one of these causes. */
async function unless<T>(causes: VendorError['cause_'][], read: () => Promise<T>): Promise<T | undefined> {
	try {
		return await read();
	} catch (error) {
		if (error instanceof VendorError && causes.includes(error.cause_)) return undefined;
		return Promise.reject(error);
	}
}
