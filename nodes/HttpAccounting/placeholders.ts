import { JsonNumber } from '../../connect/exactJson';
import { VendorError } from '../../connect/http';
import { numberFor, type NumberForm } from './amounts';

/** What a request can be told, by placeholder: `{reference}`. */
export interface Values {
	documentId?: string;
	reference?: string;
	/** The key that stands for the reference: see key.ts. */
	key?: string;
	task?: string;
	/** Recipients of an e-mail, parted by commas; `{recipients}` alone in a body is the list of them. */
	to?: string;
	recipients?: readonly string[];
	from?: string;
	until?: string;
	page?: string;
	offset?: string;
	limit?: string;
	/** `{amount:number}` and `{amount:minor}` alone in a body are numbers: 12.30 and 1230. */
	amount?: string;
	paidOn?: string;
	paymentReference?: string;
	paymentKey?: string;
}

const PLACEHOLDER = /\{([A-Za-z]+)(?::(number|minor))?\}/g;
const ALONE = /^\{([A-Za-z]+)(?::(number|minor))?\}$/;

/** Fills placeholders into requests. Throws VendorError for one that this request cannot know. */
export class Filler {
	constructor(
		private readonly values: Values,
		private readonly vendor: string,
	) {}

	/** Each value is one segment or a part of one: encoded, and never a way up. */
	path(template: string): string {
		return template.replace(PLACEHOLDER, (placeholder, name: string) => {
			const value = this.text(name, placeholder);
			if (value === '' || /^\.+$/.test(value))
				throw this.refused(`${placeholder} in a path would be empty or lead away`);
			return encodeURIComponent(value);
		});
	}

	plain(template: string): string {
		return template.replace(PLACEHOLDER, (placeholder, name: string) => this.text(name, placeholder));
	}

	header(template: string): string {
		const value = this.plain(template);
		if (/^[\x20-\x7e]*$/.test(value)) return value;
		throw this.refused('a header would hold characters that headers cannot hold');
	}

	all(templates: Record<string, string>): Record<string, string> {
		return Object.fromEntries(Object.entries(templates).map(([name, template]) => [name, this.plain(template)]));
	}

	headers(templates: Record<string, string>): Record<string, string> {
		return Object.fromEntries(Object.entries(templates).map(([name, template]) => [name, this.header(template)]));
	}

	/** A whole body; only its texts hold placeholders. */
	body(template: unknown): unknown {
		if (typeof template === 'string') return this.bodyText(template);
		if (Array.isArray(template)) return template.map((item) => this.body(item));
		if (typeof template !== 'object' || template === null || template instanceof JsonNumber) return template;
		return Object.fromEntries(Object.entries(template).map(([name, item]) => [name, this.body(item)]));
	}

	private bodyText(template: string): unknown {
		const [, name, as] = ALONE.exec(template) ?? [];
		if (name === 'recipients') return this.values.recipients ?? [];
		if (!name || !as) return this.plain(template);
		const digits = numberFor(this.text(name, template), as as NumberForm);
		if (digits === undefined) throw this.refused(`${template} would hold no such number`);
		return new JsonNumber(digits);
	}

	private text(name: string, placeholder: string): string {
		const value = Object.hasOwn(this.values, name) ? this.values[name as keyof Values] : undefined;
		if (typeof value === 'string') return value;
		if (Array.isArray(value)) return value.join(',');
		throw this.refused(`the placeholder ${placeholder} is not known here`);
	}

	private refused(what: string): VendorError {
		return new VendorError({
			vendor: this.vendor,
			cause: 'rejected',
			outcome: 'notDone',
			message: `A request to ${this.vendor} was not sent: ${what}.`,
			advice: 'Correct this request in the parameter Requests. Nothing was done.',
		});
	}
}

/** Whether a template uses one of these placeholders anywhere. */
export function uses(template: unknown, ...names: (keyof Values)[]): boolean {
	const text = JSON.stringify(template) ?? '';
	return names.some((name) => text.includes(`{${name}}`) || text.includes(`{${name}:`));
}
