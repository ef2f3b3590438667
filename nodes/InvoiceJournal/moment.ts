import { NodeOperationError, type IExecuteFunctions } from 'n8n-workflow';
import { z } from 'zod';
import { dayOfInstant } from '../../invoicing/dates';
import { Instant, type Day } from '../../invoicing/primitives';

/** Rows of a Data Table as an expression hands them over. */
export const Rows = z.array(z.record(z.string(), z.unknown()));

/** The moment to reckon with, and its day in the time zone of the workflow. */
export function momentOf(context: IExecuteFunctions): { now: string; today: Day; zone: string } {
	const typed = String(context.getNodeParameter('now', 0, '') ?? '').trim();
	const now = typed || new Date().toISOString();
	const zone = context.getTimezone();
	const today = Instant.safeParse(now).success ? dayOfInstant(now, zone) : undefined;
	if (today) return { now, today, zone };
	throw new NodeOperationError(context.getNode(), 'The parameter "Reference Time" is no moment with an offset.', {
		itemIndex: 0,
		description: 'Leave it empty, or enter a time like 2026-11-30T12:00:00+01:00.',
	});
}
