import type { Deal } from '../deal';
import { readGtu, readProcedures, type GtuCode, type Procedure } from '../jpk';
import type { Kind } from '../primitives';
import type { InvoiceSettings } from '../settings';
import { customField } from './customField';
import type { Findings } from './findings';

export interface JpkMarks {
	/** Of every line. */
	gtu?: GtuCode;
	procedures?: Procedure[];
}

/** The deal's own field goes before the setting. A proforma is in no register and carries none. */
export function jpkMarksOf(deal: Deal, kind: Kind, settings: InvoiceSettings, findings: Findings): JpkMarks {
	if (kind === 'proforma') return {};
	const { gtuCode, gtuField, proceduresField } = settings.lines;
	const typed = customField(deal, gtuField);
	const gtu = typed ? readGtu(typed) : gtuCode || undefined;
	if (typed && !gtu) findings.stop('gtuInvalid', gtuField, { place: gtuField });
	const procedures = readProcedures(customField(deal, proceduresField));
	if (!procedures) findings.stop('procedureInvalid', proceduresField, { place: proceduresField });
	return { ...(gtu && { gtu }), ...(procedures && procedures.length > 0 && { procedures }) };
}
