import { Canvas, type WorkflowJson } from '../../lib/canvas';
import type { ScenarioOptions } from '../options';
import { TEXTS } from '../texts';
import { centre } from './centre';
import { claim } from './claim';
import { documentRows } from './documentRows';
import { entrance } from './entrance';
import { NAMES } from './names';
import { dealToInvoiceNotes } from './notes';
import { stoppingRows } from './stoppingRows';

/** One deal, one document: claim, read, build, then one router that sends the run to the first step not yet done. */
export function dealToInvoice(options: ScenarioOptions): WorkflowJson {
	const canvas = new Canvas();
	const n = NAMES[options.language];
	entrance(canvas, n, options);
	claim(canvas, n, options);
	centre(canvas, n, options);
	documentRows(canvas, n, options);
	stoppingRows(canvas, n, options);
	dealToInvoiceNotes(canvas, options.language);
	return canvas.workflow(TEXTS[options.language].workflowNames.dealToInvoice, {
		executionOrder: 'v1',
		timezone: options.timezone,
		saveDataSuccessExecution: 'none',
		saveDataErrorExecution: 'all',
		saveExecutionProgress: false,
		saveManualExecutions: true,
		...(options.ids.errorAlerts && { errorWorkflow: options.ids.errorAlerts }),
	});
}
