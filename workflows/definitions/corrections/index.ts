import { Canvas, type WorkflowJson } from '../../lib/canvas';
import type { ScenarioOptions } from '../options';
import { TEXTS } from '../texts';
import { form } from './form';
import { CORRECTION_NAMES, CORRECTION_NOTE } from './names';
import { notice } from './notice';

/** A changed or lost deal after issue: told once, corrected only by a person's yes, issued only by `deal-to-invoice`. */
export function corrections(options: ScenarioOptions): WorkflowJson {
	const canvas = new Canvas();
	const n = CORRECTION_NAMES[options.language];
	canvas.note([-0.3, -1.9], [4, 1.5], CORRECTION_NOTE[options.language], 4);
	notice(canvas, n, options);
	form(canvas, n, options);
	return canvas.workflow(TEXTS[options.language].workflowNames.corrections, {
		executionOrder: 'v1',
		timezone: options.timezone,
		saveDataSuccessExecution: 'none',
		saveDataErrorExecution: 'all',
		...(options.ids.errorAlerts && { errorWorkflow: options.ids.errorAlerts }),
	});
}
