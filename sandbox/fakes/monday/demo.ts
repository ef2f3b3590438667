import { CLIENT, COLUMN, DEALS, LINE, STAGE } from './boards';

const stage = (label: number) => `${DEALS}:${STAGE}:${label}`;

/** What a user of the demo account chooses in the editor. */
export const MONDAY_DEMO = {
	pipeline: DEALS,
	stages: { open: stage(5), deposit: stage(0), phase1: stage(7), phase2: stage(8), invoice: stage(3), lost: stage(2) },
	rules: [
		{ stage: stage(0), kind: 'proforma', part: 1, percent: '100' },
		{ stage: stage(3), kind: 'invoice', part: 1, percent: '100' },
	],
	invoicedStage: stage(1),
	/** Of the action node: the board, and which of its columns means what. */
	deals: {
		pipeline: DEALS,
		fields: { taxId: CLIENT.taxId },
		dealColumns: {
			client: COLUMN.client,
			contact: COLUMN.contact,
			currency: COLUMN.currency,
			notes: COLUMN.notes,
			owner: COLUMN.owner,
		},
		clientColumns: {
			city: CLIENT.city,
			country: CLIENT.country,
			email: CLIENT.email,
			kind: CLIENT.kind,
			postalCode: CLIENT.postalCode,
			street: CLIENT.street,
		},
		lineColumns: {
			mappingMode: 'defineBelow',
			value: {
				quantity: LINE.quantity,
				unit: LINE.unit,
				unitPrice: LINE.unitPrice,
				vatRate: LINE.vatRate,
				discount: LINE.discount,
				priceBasis: LINE.priceBasis,
				description: '-',
			},
			matchingColumns: [],
			schema: [],
		},
	},
	build: {
		buyerOptions: {
			emailField: 'dti_email',
			noEmailField: 'dti_no_email',
			orderNumberField: 'dti_order_number',
		},
		lineOptions: { vatRateField: 'dti_vat_rate', exemptionReasonField: 'dti_exemption_reason' },
		dateOptions: { saleDateField: 'dti_sale_date', issueOnField: 'dti_issue_on' },
	},
};
