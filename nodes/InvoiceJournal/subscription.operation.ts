import { NodeOperationError, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';
import { jsonParameter } from '../../connect/jsonParameter';
import { Deal } from '../../invoicing/deal';
import { Language } from '../../invoicing/primitives';
import { changeSubscription, keyOf, Order } from '../../invoicing/recurring/change';
import { dueEntries } from '../../invoicing/recurring/due';
import { Subscription } from '../../invoicing/recurring/subscription';
import { momentOf, Rows } from './moment';
import { onOutput } from './outputs';

const pairedItem = { item: 0 };

/**
 * Due Periods: the input is the table of subscriptions; one stage entry for each period whose document is due and not
 * finished, oldest first. A row that somebody edited into nonsense stops the step: a subscription must not fall silent.
 */
export async function duePeriods(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const subscriptions = subscriptionsOf(this);
	const crm = this.getNodeParameter('crm', 0) as string;
	const moment = momentOf(this);
	const entries = dueEntries(
		subscriptions.filter((each) => each.crm === crm),
		new Set(doneOf(this)),
		moment,
	);
	return [entries.map((entry) => ({ json: { ...entry }, pairedItem }))];
}

/** Change Subscription: the input is the table's rows of the deal. Way 0: the row as it shall be. Way 1: why not. */
export async function change(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const deal = jsonParameter(this, 'deal', 0, Deal.nullable(), 'Deal');
	const order = jsonParameter(this, 'order', 0, Order, 'Order');
	const dealId = (this.getNodeParameter('dealId', 0) as string).trim();
	const crm = this.getNodeParameter('crm', 0) as string;
	const language = Language.catch('pl').parse(this.getNodeParameter('language', 0));
	const rows = subscriptionsOf(this).filter((each) => each.crm === crm && each.deal_id === dealId);
	// A deal that is gone can still be ended; of two accounts with one number, the deal tells which is meant.
	const before = deal ? rows.find(({ reference }) => reference === keyOf(deal.crm, deal.account, deal.id)) : rows[0];
	const ofDeal = doneOf(this).filter(
		(reference) => before === undefined || reference.startsWith(`${before.reference}:`),
	);
	const { today } = momentOf(this);
	const result = changeSubscription({ order, deal, before, done: ofDeal, today }, language);
	return 'row' in result
		? onOutput(0, 2, { json: { ...result.row }, pairedItem })
		: onOutput(1, 2, { json: { text: result.refused }, pairedItem });
}

function subscriptionsOf(context: IExecuteFunctions): Subscription[] {
	const rows = context.getInputData().map((item) => item.json);
	return rows
		.filter((row) => row.id !== undefined)
		.map((row) => {
			const parsed = Subscription.safeParse(row);
			if (parsed.success) return parsed.data;
			const [issue] = parsed.error.issues;
			const column = String(issue?.path[0] ?? '');
			throw new NodeOperationError(
				context.getNode(),
				`Deal ${String(row.deal_id)}: its row in the table of subscriptions does not hold what is expected.`,
				{ itemIndex: 0, description: `Correct the column "${column}": ${issue?.message ?? ''}.` },
			);
		});
}

const doneOf = (context: IExecuteFunctions): string[] =>
	jsonParameter(context, 'done', 0, Rows, 'Finished References').flatMap(({ reference }) =>
		typeof reference === 'string' ? [reference] : [],
	);
