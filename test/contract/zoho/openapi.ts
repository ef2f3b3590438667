import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Zoho's OpenAPI files, test data that is kept beside the repository; `SHARED_SPECS` names the folder elsewhere. */
const FOLDER = path.join(process.env.SHARED_SPECS ?? path.join(__dirname, '../../../../shared/specs'), 'zoho/v8.0');
const SPECS = existsSync(FOLDER) ? FOLDER : undefined;

export const hasSpecs = SPECS !== undefined;
/** Skips with a plain notice where the vendor's specification is absent. */
export const describeWithSpecs: jest.Describe = hasSpecs ? describe : describe.skip;
export const NOTICE = hasSpecs ? '' : " (skipped: the folder ../shared/specs/zoho with Zoho's specification is absent)";

type Schema = Record<string, unknown> & { $ref?: string };
interface Document {
	paths: Record<string, Record<string, Operation>>;
}
interface Operation {
	parameters?: Schema[];
	requestBody?: Schema;
	responses: Record<string, Schema>;
}

const documents = new Map<string, Document>();

function documentOf(name: string): Document {
	const known = documents.get(name);
	if (known) return known;
	const read = JSON.parse(readFileSync(path.join(SPECS ?? '', `${name}.json`), 'utf8')) as Document;
	documents.set(name, read);
	return read;
}

/** A schema and the file that it stands in: references are relative to it, or name another file. */
interface Placed {
	schema: Schema;
	file: string;
}

function resolve({ schema, file }: Placed): Placed {
	const { $ref: ref } = schema;
	if (ref === undefined) return { schema, file };
	const [place = '', pointer = ''] = ref.split('#');
	const target = place === '' ? file : path.basename(place, '.json');
	const found = pointer
		.split('/')
		.slice(1)
		.reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], documentOf(target));
	return resolve({ schema: found as Schema, file: target });
}

/**
 * What does not fit a schema, as sentences. Two things are forgiven, because the published files cannot say them:
 * `null` in the place of a reference (OpenAPI 3.0 has no nullable reference), and a description "object" without
 * properties, which stands there for "anything".
 * @param required false for requests: the files demand of them what only answers hold
 */
export function misfits(value: unknown, placed: Placed, required: boolean, at = '$'): string[] {
	const { schema, file } = resolve(placed);
	if (value === null) return schema.nullable === true || placed.schema.$ref ? [] : [`${at} is null`];
	if (Array.isArray(schema.oneOf)) {
		const tries = (schema.oneOf as Schema[]).map((one) => misfits(value, { schema: one, file }, required, at));
		return tries.find((problems) => problems.length === 0) ?? tries.sort((a, b) => a.length - b.length)[0] ?? [];
	}
	const type = schema.type;
	if (type === 'array') {
		if (!Array.isArray(value)) return [`${at} is no array`];
		const items = (schema.items ?? {}) as Schema;
		return value.flatMap((item, index) => misfits(item, { schema: items, file }, required, `${at}[${index}]`));
	}
	if (type === 'object') return objectMisfits(value, schema, file, required, at);
	return scalarMisfits(value, schema, at);
}

function objectMisfits(value: unknown, schema: Schema, file: string, required: boolean, at: string): string[] {
	const properties = schema.properties as Record<string, Schema> | undefined;
	if (properties === undefined) return [];
	if (typeof value !== 'object' || Array.isArray(value)) return [`${at} is no object`];
	const held = value as Record<string, unknown>;
	const missing = required
		? ((schema.required ?? []) as string[]).filter((name) => !(name in held)).map((name) => `${at}.${name} is missing`)
		: [];
	const wrong = Object.entries(properties)
		.filter(([name]) => held[name] !== undefined)
		.flatMap(([name, one]) => misfits(held[name], { schema: one, file }, required, `${at}.${name}`));
	return [...missing, ...wrong];
}

function scalarMisfits(value: unknown, schema: Schema, at: string): string[] {
	const types: Record<string, (one: unknown) => boolean> = {
		string: (one) => typeof one === 'string',
		boolean: (one) => typeof one === 'boolean',
		integer: (one) => Number.isInteger(one),
		number: (one) => typeof one === 'number',
	};
	const fits = types[String(schema.type)];
	if (fits && !fits(value)) return [`${at} is no ${String(schema.type)}: ${JSON.stringify(value)}`];
	if (Array.isArray(schema.enum) && !schema.enum.includes(value)) return [`${at} may not be ${JSON.stringify(value)}`];
	if (schema.format === 'date-time' && !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d([+-]\d\d:\d\d|Z)$/.test(String(value)))
		return [`${at} is no time: ${String(value)}`];
	return [];
}

/** The operation of a request, by the file that describes it. */
export function operationOf(file: string, template: string, method: string) {
	const operation = documentOf(file).paths[template]?.[method.toLowerCase()];
	if (!operation) throw new Error(`${file}.json describes no ${method} ${template}`);
	const place = (schema: Schema): Placed => resolve({ schema, file });
	const json = (holder: Schema | undefined): Placed | undefined => {
		if (!holder) return undefined;
		const { schema, file: where } = place(holder);
		const content = schema.content as Record<string, { schema: Schema }> | undefined;
		const body = content?.['application/json'];
		return body && { schema: body.schema, file: where };
	};
	return {
		parameters: (operation.parameters ?? []).map(
			(one) => place(one).schema as { name: string; in: string; required?: boolean },
		),
		request: json(operation.requestBody),
		statuses: Object.keys(operation.responses).map(Number),
		answer: (status: number) => json(operation.responses[String(status)]),
	};
}
