export {
	createGoogleSheetsFake,
	DEMO_SPREADSHEET,
	type EffectSheetRow,
	type GoogleSheetsFake,
	type GoogleSheetsOptions,
} from './googleSheetsFake';
