import Big from 'big.js';
import { z } from 'zod';

/** Only what is used. HubSpot sends every property value as text, or null; numbers elsewhere become text at once. */
const id = z.union([z.string(), z.number()]).transform((value) => String(value));
const text = z
	.union([z.string(), z.null()])
	.optional()
	.transform((value) => value ?? '');
const value = z
	.union([z.string(), z.number(), z.boolean(), z.null()])
	.transform((one) => (one === null ? '' : String(one)));
const next = z.object({ next: z.object({ after: id }).nullish() }).nullish();

export const Properties = z.record(z.string(), value);
export type Properties = z.infer<typeof Properties>;

export const Row = z.object({ id, properties: Properties.default({}) });
export type Row = z.infer<typeof Row>;

const BatchErrors = z.array(z.object({ category: z.string().nullish() }).passthrough()).nullish();

/** Of a batch read: ids that are gone are only missing, or stand in `errors` of a 207. */
export const Rows = z.object({
	results: z.array(Row),
	errors: BatchErrors,
});

export const SearchPage = z.object({ results: z.array(z.object({ id })) });

const Linked = z.object({ id, type: text });
export type Linked = z.infer<typeof Linked>;

/** A deal with what it is associated with. The key for line items has a space ("line items"). */
export const DealRow = Row.extend({
	associations: z.record(z.string(), z.object({ results: z.array(Linked), paging: next })).nullish(),
});
export type DealRow = z.infer<typeof DealRow>;

export const AssociationPages = z.object({
	results: z.array(z.object({ to: z.array(z.object({ toObjectId: id })), paging: next })),
});

const Version = z.object({ value: text, timestamp: id });
export type Version = z.infer<typeof Version>;

export const HistoryRows = z.object({
	results: z.array(
		z.object({
			id,
			properties: Properties.default({}),
			propertiesWithHistory: z.record(z.string(), z.array(Version)).default({}),
		}),
	),
	errors: BatchErrors,
});
export type HistoryRow = z.infer<typeof HistoryRows>['results'][number];

export const Pipelines = z.object({
	results: z.array(
		z.object({
			id,
			label: z.string(),
			displayOrder: z.number().default(0),
			stages: z.array(
				z.object({
					id,
					label: z.string(),
					displayOrder: z.number().default(0),
					archived: z.boolean().default(false),
					metadata: z.record(z.string(), value).default({}),
				}),
			),
		}),
	),
});
export type PipelineRow = z.infer<typeof Pipelines>['results'][number];

export const PropertyRow = z.object({
	name: z.string(),
	label: text,
	type: z.string(),
	hubspotDefined: z.boolean().nullish(),
	options: z.array(z.object({ label: text, value: text })).nullish(),
});
export type PropertyRow = z.infer<typeof PropertyRow>;
export const PropertyRows = z.object({ results: z.array(PropertyRow) });

export const Owner = z.object({ firstName: text, lastName: text, email: text });
export type Owner = z.infer<typeof Owner>;

/** A JSON number of few digits: its text is the number as it was typed. */
const percent = z.union([z.number(), z.string()]).transform((rate) => new Big(String(rate)).toFixed());
export const TaxRate = z.object({ id, name: text, label: text, percentageRate: percent });
export type TaxRate = z.infer<typeof TaxRate>;
export const TaxRates = z.object({ results: z.array(TaxRate), paging: next });

export const Account = z.object({ portalId: id, companyCurrency: text, uiDomain: text });
export type Account = z.infer<typeof Account>;

export const Created = z.object({ id });

export const AppSettings = z.object({ targetUrl: text });
export const AppSubscriptions = z.object({
	results: z.array(z.object({ id, active: z.boolean(), eventType: z.string(), propertyName: text })),
});
export type AppSubscription = z.infer<typeof AppSubscriptions>['results'][number];
