import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes, NodeOperationError } from 'n8n-workflow';
import { forEachItem } from '../../connect/itemLoop';
import { build } from './build.operation';
import { compose } from './compose.operation';
import { composeRow } from './composeRow.operation';
import { documentFields } from './documentFields';
import { invoiceFields } from './invoiceFields';
import { preview } from './preview.operation';
import { resources } from './resources';

type Operation = (context: IExecuteFunctions, itemIndex: number) => Promise<INodeExecutionData>;

const OPERATIONS = new Map<string, Operation>([
	['invoice:build', build],
	['message:compose', compose],
	['message:preview', preview],
	['report:composeRow', composeRow],
]);

/** Turns a deal into a checked invoice, and an issued invoice into its mail and its report row. Calls no service but NBP for a rate. */
export class BuildInvoice implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Build Invoice',
		name: 'buildInvoice',
		icon: { light: 'file:buildInvoice.svg', dark: 'file:buildInvoice.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Turns a deal into a checked invoice, and an issued invoice into its e-mail and report row',
		defaults: { name: 'Build Invoice' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		properties: [...resources, ...invoiceFields, ...documentFields],
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await forEachItem(this, async (itemIndex) => {
			const resource = this.getNodeParameter('resource', itemIndex);
			const operation = this.getNodeParameter('operation', itemIndex);
			const run = OPERATIONS.get(`${String(resource)}:${String(operation)}`);
			if (!run) {
				throw new NodeOperationError(this.getNode(), `The operation "${String(operation)}" is not known.`, {
					itemIndex,
					description: 'Choose resource and operation from the lists.',
				});
			}
			return await run(this, itemIndex);
		});
	}
}
