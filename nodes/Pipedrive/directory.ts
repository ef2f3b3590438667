import type { PipedriveClient } from './client';
import { CatalogueProduct, FieldRow, StageRow, User } from './schemas';

export type Entity = 'deal' | 'organization' | 'person';

const HOUR_MS = 60 * 60_000;
const DAY_MS = 24 * HOUR_MS;
/** What a list costs, whatever is in it. */
const LIST_TOKENS = 10;
/** Records that a list takes by their ids. */
const MOST_IDS = 100;

/**
 * What changes rarely in a company: names of fields, stages and users, units of products. Kept for a while, because
 * every look costs tokens of one daily budget. A name of a field that is not found is looked up anew.
 */
export class Directory {
	private readonly kept = new Map<string, { at: number; value: Promise<unknown> }>();
	/** Codes that deals hold and the list of fields does not. */
	private readonly strangers = new Set<string>();

	constructor(private readonly now: () => number = Date.now) {}

	/** 10 tokens. */
	async fields(client: PipedriveClient, entity: Entity, mostAgeMs = HOUR_MS): Promise<FieldRow[]> {
		return this.get(`fields ${entity}`, mostAgeMs, async () => {
			const purpose = `read the fields of ${entity}s`;
			const { rows } = await client.list({ version: 'v2', path: `/${entity}Fields`, purpose }, FieldRow);
			return rows;
		});
	}

	/** The fields with those of these codes that were made since the last look; a code that stays unknown is asked for once. */
	async fieldsWith(client: PipedriveClient, entity: Entity, codes: readonly string[]): Promise<FieldRow[]> {
		const unknownIn = (rows: FieldRow[]) => codes.filter((code) => !rows.some((row) => row.field_code === code));
		const rows = await this.fields(client, entity);
		if (unknownIn(rows).every((code) => this.strangers.has(code))) return rows;
		const fresh = await this.fields(client, entity, 0);
		for (const code of unknownIn(fresh)) this.strangers.add(code);
		return fresh;
	}

	forgetFields(): void {
		for (const key of this.kept.keys()) if (key.startsWith('fields ')) this.kept.delete(key);
	}

	/** 1 token; undefined when the stage is gone. For its name: where the order counts, ask anew (`mostAgeMs` 0). */
	async stage(client: PipedriveClient, id: string, mostAgeMs = HOUR_MS): Promise<StageRow | undefined> {
		return this.get(`stage ${id}`, mostAgeMs, async () => {
			const row = await client.maybe({ version: 'v2', path: `/stages/${id}`, purpose: `read stage ${id}` }, StageRow);
			return row?.is_deleted ? undefined : row;
		});
	}

	/** 2 tokens; undefined when the user is gone or not to be seen. */
	async owner(client: PipedriveClient, id: string): Promise<{ name: string; email?: string } | undefined> {
		return this.get(`user ${id}`, DAY_MS, async () => {
			const user = await client.maybe({ version: 'v1', path: `/users/${id}`, purpose: `read user ${id}` }, User);
			return user && user.name !== '' ? { name: user.name, email: user.email || undefined } : undefined;
		});
	}

	/**
	 * Units of products by their ids; empty where the product is gone. 1 token for each that is not known, or 10 for a
	 * hundred of them, whichever is less.
	 */
	async units(client: PipedriveClient, productIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
		const keyOf = (id: string) => `product ${id}`;
		const unknown = [...new Set(productIds)].filter((id) => !this.isKept(keyOf(id), HOUR_MS));
		if (unknown.length > LIST_TOKENS) await this.listUnits(client, unknown, keyOf);
		const units = productIds.map(async (id) => {
			const call = { version: 'v2', path: `/products/${id}`, purpose: `read product ${id}` } as const;
			const load = async () => (await client.maybe(call, CatalogueProduct))?.unit ?? '';
			return [id, await this.get(keyOf(id), HOUR_MS, load)] as const;
		});
		return new Map(await Promise.all(units));
	}

	private async listUnits(
		client: PipedriveClient,
		ids: readonly string[],
		keyOf: (id: string) => string,
	): Promise<void> {
		for (let at = 0; at < ids.length; at += MOST_IDS) {
			const part = ids.slice(at, at + MOST_IDS);
			const call = {
				version: 'v2',
				path: '/products',
				query: { ids: part.join(',') },
				purpose: 'read products',
			} as const;
			const { rows } = await client.list(call, CatalogueProduct);
			const units = new Map(rows.map((row) => [row.id, row.unit]));
			for (const id of part) await this.get(keyOf(id), 0, async () => units.get(id) ?? '');
		}
	}

	private isKept(key: string, mostAgeMs: number): boolean {
		const known = this.kept.get(key);
		return known !== undefined && this.now() - known.at < mostAgeMs;
	}

	/** Those who ask at the same time share one look; a failed one is not kept. */
	private async get<T>(key: string, mostAgeMs: number, load: () => Promise<T>): Promise<T> {
		const known = this.kept.get(key);
		if (known && this.now() - known.at < mostAgeMs) return known.value as Promise<T>;
		const value = load();
		this.kept.set(key, { at: this.now(), value });
		value.catch(() => {
			if (this.kept.get(key)?.value === value) this.kept.delete(key);
		});
		return value;
	}
}
