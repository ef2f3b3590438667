import type { Canvas } from '../lib/canvas';
import { ours, type At, type Extra } from '../lib/nodes';
import { accountingNodes } from './accountings';
import { crmNodes } from './crms';
import type { ScenarioOptions } from './options';

/** A step of the CRM's action node. */
export function crmStep(
	canvas: Canvas,
	name: string,
	at: At,
	options: Pick<ScenarioOptions, 'crm' | 'crmParameters'>,
	parameters: Record<string, unknown>,
	extra: Extra = {},
): string {
	const { node, parameters: own } = crmNodes(options.crm).deals;
	const all = { ...own, ...options.crmParameters.deals, resource: 'deal', ...parameters };
	return canvas.add(name, at, ours(node), 1, all, extra);
}

/** A step of the accounting system's node. */
export function accountingStep(
	canvas: Canvas,
	name: string,
	at: At,
	options: Pick<ScenarioOptions, 'accounting' | 'accountingParameters'>,
	parameters: Record<string, unknown>,
	extra: Extra = {},
): string {
	const { node, parameters: own } = accountingNodes(options.accounting);
	return canvas.add(name, at, ours(node), 1, { ...own, ...options.accountingParameters, ...parameters }, extra);
}
