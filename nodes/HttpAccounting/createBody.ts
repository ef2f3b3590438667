import type { Invoice } from '../../invoicing/invoice';
import type { VatRate } from '../../invoicing/primitives';
import { JsonNumber, writeExact } from '../../connect/exactJson';
import { VendorError } from '../../connect/http';
import { numberFor } from './amounts';
import { textOf } from './description/paths';
import { uses } from './placeholders';
import type { Carried, Conversion, HttpSettings } from './settings';

type BodySettings = Pick<
	HttpSettings,
	'vendor' | 'body' | 'conversions' | 'vatRates' | 'carried' | 'requests' | 'answers' | 'ksef'
>;

/**
 * The body of the create as JSON text: what the expression gave, with its numbers and VAT rates in the API's form.
 * Throws VendorError `rejected` where something would be lost in silence: an invoice that the API cannot carry, a rate
 * without a translation, an amount that does not fit, a reference that no field carries.
 */
export function createBody(invoice: Invoice, settings: BodySettings): string {
	assertCarried(invoice, settings);
	const body = copyOf(settings.body);
	if (typeof body !== 'object' || body === null)
		throw refused(settings.vendor, `The body of the invoice for deal ${invoice.deal.id} is empty`, BODY_ADVICE);
	for (const conversion of settings.conversions) {
		const found = convert(body, conversion.path.split('.'), (value) => converted(value, conversion, settings, invoice));
		if (!found)
			throw refused(
				settings.vendor,
				`The conversion of ${conversion.path} finds nothing in the body of the invoice for deal ${invoice.deal.id}`,
				'Correct its path in Conversions, or the field in Body.',
			);
	}
	const text = written(body, invoice, settings.vendor);
	assertReference(invoice, text, settings);
	return text;
}

const BODY_ADVICE = 'Correct the expression in the parameter Body: it has to give an object.';

const WHAT: Record<Carried, { of: (invoice: Invoice) => boolean; name: string }> = {
	recipient: { of: (invoice) => invoice.recipient !== undefined, name: 'a recipient other than the buyer' },
	exemptionReason: { of: (invoice) => Boolean(invoice.exemptionReason), name: 'a reason for the VAT exemption' },
	splitPayment: { of: (invoice) => invoice.splitPayment, name: 'split payment' },
	foreignCurrency: { of: (invoice) => invoice.currency !== 'PLN', name: 'a currency other than PLN' },
	exchangeRate: { of: (invoice) => invoice.exchange !== undefined, name: 'a rate of exchange of its own' },
};

function assertCarried(invoice: Invoice, { vendor, carried, vatRates, ksef }: BodySettings): void {
	const { deal } = invoice;
	if (invoice.gate === 'ksefNumber' && ksef === 'none')
		throw refused(
			vendor,
			`The invoice for deal ${deal.id} needs a KSeF number, and ${vendor} is not set up here to send to KSeF`,
			'Set KSeF in this node to what the system does, issue this invoice elsewhere, or correct KSeF Duty in Build Invoice.',
		);
	for (const [key, { of, name }] of Object.entries(WHAT))
		if (of(invoice) && !carried.includes(key as Carried))
			throw refused(
				vendor,
				`The invoice for deal ${deal.id} has ${name}, which the body for ${vendor} does not carry`,
				'Map it in Body and tick it in Body Carries, or issue this invoice by hand.',
			);
	invoice.lines.forEach((line, index) => {
		if (!Object.hasOwn(vatRates, line.vatRate))
			throw refused(
				vendor,
				`Line ${index + 1} of deal ${deal.id} has the VAT rate ${line.vatRate}, which has no counterpart for ${vendor} here`,
				'Add it in the parameter VAT Rates with the value that the API wants, or correct the rate of the line.',
			);
	});
}

/** A find by reference could never succeed for a document that does not carry it. */
function assertReference(invoice: Invoice, body: string, { vendor, requests }: BodySettings): void {
	const { create, find, common } = requests;
	const beside = [create.query, create.headers, create.path, common];
	if (!find || body.includes(JSON.stringify(invoice.reference).slice(1, -1)) || uses(beside, 'reference')) return;
	throw refused(
		vendor,
		`The request for deal ${invoice.deal.id} does not carry the reference by which the document is to be found`,
		'Put $parameter.invoice.reference into a field of Body, or {reference} into the query or a header of create.',
	);
}

function written(body: unknown, { deal }: Invoice, vendor: string): string {
	try {
		return writeExact(body);
	} catch {
		throw refused(vendor, `The body of the invoice for deal ${deal.id} holds a number that is none`, BODY_ADVICE);
	}
}

function converted(value: unknown, { path, to }: Conversion, settings: BodySettings, invoice: Invoice): unknown {
	const text = value instanceof JsonNumber ? value.text : textOf(value);
	if (to === 'vatRate') {
		const rates = settings.vatRates;
		if (Object.hasOwn(rates, text)) return rates[text as VatRate];
	} else {
		const digits = numberFor(text, to);
		if (digits !== undefined) return new JsonNumber(digits);
	}
	const wanted = to === 'vatRate' ? 'a VAT rate' : to === 'minor' ? 'an amount in whole hundredths' : 'a number';
	throw refused(
		settings.vendor,
		`The field ${path} of the body for deal ${invoice.deal.id} holds "${text.slice(0, 40)}", which is not ${wanted}`,
		'Correct the field in Body or its line in Conversions.',
	);
}

/** Replaces every value at the path in place; absent fields stay absent. Answers whether there was one. */
function convert(at: unknown, [key, ...rest]: string[], change: (value: unknown) => unknown): boolean {
	if (key === undefined || typeof at !== 'object' || at === null) return false;
	const record = at as Record<string, unknown>;
	const keys = key === '*' ? Object.keys(record) : Object.hasOwn(record, key) ? [key] : [];
	return keys
		.map((name) => {
			if (rest.length > 0) return convert(record[name], rest, change);
			if (record[name] === undefined || record[name] === null) return false;
			record[name] = change(record[name]);
			return true;
		})
		.includes(true);
}

/** A copy of plain data, so that an item of the workflow is never changed. */
function copyOf(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(copyOf);
	if (typeof value !== 'object' || value === null || value instanceof JsonNumber) return value;
	const { toJSON } = value as { toJSON?: unknown };
	if (typeof toJSON === 'function') return copyOf(toJSON.call(value));
	return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, copyOf(item)]));
}

function refused(vendor: string, what: string, advice: string): VendorError {
	return new VendorError({ vendor, cause: 'rejected', outcome: 'notDone', message: `${what}.`, advice });
}
