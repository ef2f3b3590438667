import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';

/** Of the texts that an operation writes. */
export const languageField = (displayOptions: IDisplayOptions): INodeProperties => ({
	displayName: 'Language',
	name: 'language',
	type: 'options',
	options: [
		{ name: 'English', value: 'en' },
		{ name: 'Polish', value: 'pl' },
	],
	default: 'pl',
	displayOptions,
	description: 'Language of the texts',
});
