import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

const FOLDER = join(__dirname, '../../../../shared/specs/pipedrive');

export const hasSpecs = existsSync(FOLDER);

/** The tests against the published specification; where it is absent they are skipped, and the report says why. */
export const describeWithSpecs: jest.Describe = hasSpecs ? describe : describe.skip;

export const NOTICE = hasSpecs
	? ''
	: ' (skipped: the folder ../shared/specs/pipedrive with the published OpenAPI files is absent)';

interface Schema {
	$ref?: string;
	type?: string;
	nullable?: boolean;
	enum?: unknown[];
	required?: string[];
	properties?: Record<string, Schema>;
	items?: Schema;
	allOf?: Schema[];
	oneOf?: Schema[];
	anyOf?: Schema[];
}
interface Media {
	schema?: Schema;
}
export interface Operation {
	'x-token-cost': number;
	parameters?: { in: string; name: string; required?: boolean; schema: Schema }[];
	requestBody?: { content: Record<string, Media> };
	responses: Record<string, { content?: Record<string, Media> }>;
}

export class OpenApi {
	private readonly document: { paths: Record<string, Record<string, Operation>> };

	constructor(version: 'v1' | 'v2') {
		this.document = parse(readFileSync(join(FOLDER, `openapi-${version}.yaml`), 'utf8')) as OpenApi['document'];
	}

	/** The published operation behind a path; fixed paths win over those with an id in the same place. */
	operation(method: string, path: string): Operation | undefined {
		const fits = (pattern: string) => new RegExp(`^${pattern.replace(/\{[^}]+\}/g, '[^/]+')}$`).test(path);
		const patterns = Object.keys(this.document.paths).filter(fits);
		const [found] = patterns.sort((one, other) => one.split('{').length - other.split('{').length);
		return found === undefined ? undefined : this.document.paths[found]![method.toLowerCase()];
	}

	/** What is wrong with a value, as places and words. */
	problems(schema: Schema | undefined, value: unknown, at: string, options: { isRequest: boolean }): string[] {
		if (!schema) return [];
		if (schema.$ref) return this.problems(this.resolve(schema.$ref), value, at, options);
		if (value === undefined) return [];
		// The files leave out which fields of an answer may be null: org_id of a deal without a client, for one.
		if (value === null) return options.isRequest && !schema.nullable ? [`${at} is null`] : [];
		const each = (schemas: readonly Schema[]) => schemas.map((one) => this.problems(one, value, at, options));
		const parts = schema.allOf ? each(schema.allOf).flat() : [];
		const choices = schema.oneOf ?? schema.anyOf;
		const found = choices ? each(choices) : [];
		if (found.length > 0 && found.every((problems) => problems.length > 0)) parts.push(...found[0]!);
		return [...parts, ...this.own(schema, value, at, options)];
	}

	/** Fields of an object that its schema does not name. */
	strangers(schema: Schema | undefined, value: object): string[] {
		const known = this.names(schema);
		return Object.keys(value).filter((name) => !known.has(name));
	}

	private own(schema: Schema, value: unknown, at: string, options: { isRequest: boolean }): string[] {
		if (schema.enum && !schema.enum.includes(value))
			return [`${at} is ${JSON.stringify(value)}, not one of ${schema.enum.join(', ')}`];
		switch (schema.type) {
			case 'integer':
				return Number.isInteger(value) ? [] : [`${at} is no integer`];
			case 'number':
			case 'string':
			case 'boolean':
				return typeof value === schema.type ? [] : [`${at} is no ${schema.type}`];
			case 'array':
				if (!Array.isArray(value)) return [`${at} is no array`];
				return value.flatMap((one, index) => this.problems(schema.items, one, `${at}[${index}]`, options));
			default:
				return this.ofObject(schema, value, at, options);
		}
	}

	private ofObject(schema: Schema, value: unknown, at: string, options: { isRequest: boolean }): string[] {
		if (!schema.properties && schema.type !== 'object') return [];
		if (typeof value !== 'object' || value === null || Array.isArray(value)) return [`${at} is no object`];
		const fields = value as Record<string, unknown>;
		const missing = (schema.required ?? [])
			.filter((name) => fields[name] === undefined)
			.map((name) => `${at}.${name} is missing`);
		const wrong = Object.entries(schema.properties ?? {}).flatMap(([name, one]) =>
			this.problems(one, fields[name], `${at}.${name}`, options),
		);
		return [...missing, ...wrong];
	}

	private names(schema: Schema | undefined): Set<string> {
		if (!schema) return new Set();
		if (schema.$ref) return this.names(this.resolve(schema.$ref));
		const parts = [...(schema.allOf ?? []), ...(schema.oneOf ?? []), ...(schema.anyOf ?? [])];
		return new Set([...Object.keys(schema.properties ?? {}), ...parts.flatMap((part) => [...this.names(part)])]);
	}

	private resolve(ref: string): Schema {
		const at = ref.split('/').slice(1);
		return at.reduce<unknown>((node, name) => (node as Record<string, unknown>)[name], this.document) as Schema;
	}
}
