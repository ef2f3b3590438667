import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = join(__dirname, '../../../../shared/specs/quickbooks');
const hasSpecs = existsSync(FOLDER);

/** The tests against Intuit's published schemas; where the folder is absent they are skipped, and the report says why. */
export const describeWithSpecs: jest.Describe = hasSpecs ? describe : describe.skip;
export const NOTICE = hasSpecs ? '' : " (skipped: the folder ../shared/specs/quickbooks with Intuit's XSD is absent)";

interface Field {
	type: string;
	many: boolean;
}
interface Complex {
	fields: Map<string, Field>;
	base?: string;
	/** Elements of any IntuitEntity may stand in it, by their own names. */
	holdsEntities: boolean;
	isText: boolean;
}

/**
 * A small reader of Intuit's XSD: element and attribute names with their types, and what extends what. It knows the
 * style of these files only. The JSON of the API has the same names: attributes beside elements, the text of an
 * element with attributes as `value`.
 */
export class Xsd {
	private readonly complex = new Map<string, Complex>();
	private readonly enums = new Map<string, Set<string>>();
	/** Types of the elements on top of the schema: `Invoice`, `Customer`, … */
	private readonly roots = new Map<string, string>();

	constructor(folder = FOLDER) {
		for (const file of readdirSync(folder).filter((name) => name.endsWith('.xsd')))
			this.read(readFileSync(join(folder, file), 'utf8'));
	}

	/** What is wrong with a JSON value of this type: unknown names, wrong types, texts outside an enumeration. */
	problems(type: string, value: unknown, path = type): string[] {
		const complex = this.complex.get(type);
		if (!complex) return this.simpleProblem(type, value, path);
		if (typeof value !== 'object' || value === null || Array.isArray(value)) return [`${path}: no object`];
		return Object.entries(value).flatMap(([name, inner]) => {
			const at = `${path}.${name}`;
			const field = this.fieldOf(complex, name);
			if (!field) return [`${at}: not in ${type}`];
			if (!Array.isArray(inner)) return field.many ? [`${at}: no list`] : this.problems(field.type, inner, at);
			if (!field.many) return [`${at}: a list`];
			return inner.flatMap((each, index) => this.problems(field.type, each, `${at}[${index}]`));
		});
	}

	private fieldOf(complex: Complex, name: string): Field | undefined {
		if (complex.isText && name === 'value') return { type: 'xs:string', many: false };
		const own = complex.fields.get(name);
		if (own) return own;
		const root = this.roots.get(name);
		if (complex.holdsEntities && root) return { type: root, many: this.repeats(complex) };
		const base = complex.base === undefined ? undefined : this.complex.get(complex.base);
		return base && this.fieldOf(base, name);
	}

	/** A list of entities in a QueryResponse, one in an IntuitResponse. */
	private repeats(complex: Complex): boolean {
		return complex === this.complex.get('QueryResponse');
	}

	private simpleProblem(type: string, value: unknown, path: string): string[] {
		const wrong = (wanted: string) => [`${path}: ${JSON.stringify(value)} is no ${wanted}`];
		const values = this.enums.get(type);
		if (values) return typeof value === 'string' && values.has(value) ? [] : wrong(type);
		const check = CHECKS[type];
		if (!check) return [`${path}: type ${type} is not known here`];
		return check(value) ? [] : wrong(type);
	}

	private read(text: string): void {
		const stack: { name: string; complex: Complex }[] = [];
		let simple = '';
		for (const [, close, tag = '', attributes = '', selfClosed] of withoutNotes(text).matchAll(TAG)) {
			const at = attributesOf(attributes);
			const top = stack[stack.length - 1]?.complex;
			if (tag === 'complexType') {
				if (close) stack.pop();
				else if (at.name) {
					const complex: Complex = { fields: new Map(), holdsEntities: false, isText: false };
					this.complex.set(at.name, complex);
					if (!selfClosed) stack.push({ name: at.name, complex });
				}
			} else if (close) continue;
			else if (tag === 'simpleType' && at.name) {
				simple = at.name;
				this.enums.set(simple, new Set());
			} else if (tag === 'enumeration') this.enums.get(simple)?.add(at.value ?? '');
			else if (tag === 'element' && !top && at.name) this.roots.set(at.name, at.type ?? '');
			else if (tag === 'element' && at.ref && top) top.holdsEntities = true;
			else if (tag === 'element' && at.name && top)
				top.fields.set(at.name, { type: at.type ?? 'xs:string', many: at.maxOccurs === 'unbounded' });
			else if (tag === 'attribute' && at.name && top) top.fields.set(at.name, { type: at.type ?? '', many: false });
			else if (tag === 'extension' && top) {
				const isText = at.base === 'xs:string' || at.base === 'id';
				if (isText) top.isText = true;
				else top.base = at.base;
			}
		}
		for (const [name, values] of this.enums) if (values.size === 0) this.enums.delete(name);
	}
}

const TAG = /<(\/?)xs:(\w+)((?:\s+[\w:]+\s*=\s*"[^"]*")*)\s*(\/?)>/g;
const withoutNotes = (text: string): string =>
	text.replace(/<!--[^]*?-->/g, '').replace(/<xs:annotation>[^]*?<\/xs:annotation>/g, '');
const attributesOf = (text: string): Record<string, string | undefined> =>
	Object.fromEntries([...text.matchAll(/([\w:]+)\s*=\s*"([^"]*)"/g)].map(([, name, value]) => [name, value]));

const isText = (value: unknown): boolean => typeof value === 'string';
const isNumber = (value: unknown): boolean => typeof value === 'number';
const matches = (pattern: RegExp) => (value: unknown) => typeof value === 'string' && pattern.test(value);

const CHECKS: Record<string, (value: unknown) => boolean> = {
	'xs:string': isText,
	id: matches(/^-?[\w|.-]+$/),
	'xs:boolean': (value) => typeof value === 'boolean',
	'xs:decimal': isNumber,
	'xs:int': Number.isInteger,
	'xs:long': Number.isInteger,
	'xs:positiveInteger': (value) => Number.isInteger(value) && Number(value) > 0,
	'xs:date': matches(/^\d{4}-\d{2}-\d{2}$/),
	'xs:dateTime': matches(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?([+-]\d{2}:\d{2}|Z)$/),
};
