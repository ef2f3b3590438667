import type { IExecuteFunctions } from 'n8n-workflow';
import { z } from 'zod';
import { textParameter } from '../../../connect/textParameter';

export function documentIdOf(context: IExecuteFunctions, itemIndex: number): string {
	const schema = z.string().regex(/^\s*\d{1,19}\s*$/, 'It has to be the number that Fakturownia gave the document');
	return textParameter(context, 'documentId', itemIndex, schema, 'Document ID').trim();
}
