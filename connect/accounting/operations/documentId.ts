import type { IExecuteFunctions } from 'n8n-workflow';
import { z } from 'zod';
import { textParameter } from '../../textParameter';
import type { AccountingWords } from '../words';

export function documentIdOf(context: IExecuteFunctions, itemIndex: number, words: AccountingWords): string {
	const { pattern, text } = words.documentId;
	return textParameter(context, 'documentId', itemIndex, z.string().trim().regex(pattern, text), 'Document ID');
}
