/** A form as nested values; every level is an object without prototype. */
export interface FormValues {
	[name: string]: string | FormValues;
}

const KEY = /^([^[\]]+)((?:\[[^[\]]*\])*)$/;
/** Names that reach into an object's prototype when they are used as keys. */
const RESERVED = new Set(['__proto__', 'constructor', 'prototype']);
const MOST_KEYS = 200;
const DEEPEST = 6;

/**
 * Expands PHP-style keys, `data[FIELDS][ID]`, which n8n's form parser leaves flat.
 * Answers undefined for a form that no vendor sends: reserved names, too many keys, too deep, a value where a
 * branch stands. Values that are no text (repeated keys) are left out. Anybody can call a webhook with any body, or with
 * none: whatever is no form is undefined too, and nothing throws.
 */
export function expandForm(flat: unknown): FormValues | undefined {
	if (typeof flat !== 'object' || flat === null) return undefined;
	const root = branch();
	const entries = Object.entries(flat);
	if (entries.length > MOST_KEYS) return undefined;
	for (const [key, value] of entries) {
		const path = pathOf(key);
		if (path === undefined) return undefined;
		if (typeof value !== 'string') continue;
		if (!put(root, path, value)) return undefined;
	}
	return root;
}

/** The text at a path of names, or undefined. */
export function formText(form: FormValues | undefined, ...path: string[]): string | undefined {
	let at: string | FormValues | undefined = form;
	for (const name of path) at = typeof at === 'object' ? at[name] : undefined;
	return typeof at === 'string' ? at : undefined;
}

function branch(): FormValues {
	return Object.create(null) as FormValues;
}

function pathOf(key: string): string[] | undefined {
	const match = KEY.exec(key);
	if (!match?.[1]) return undefined;
	const names = [match[1], ...[...(match[2] ?? '').matchAll(/\[([^[\]]*)\]/g)].map((part) => part[1] ?? '')];
	const usable = names.length <= DEEPEST && names.every((name) => !RESERVED.has(name));
	return usable ? names : undefined;
}

function put(root: FormValues, path: string[], value: string): boolean {
	let at = root;
	for (const name of path.slice(0, -1)) {
		const next = (at[name] ??= branch());
		if (typeof next === 'string') return false;
		at = next;
	}
	const last = path[path.length - 1] ?? '';
	if (typeof at[last] === 'object') return false;
	at[last] = value;
	return true;
}
