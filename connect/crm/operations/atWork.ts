import type { Crm } from '../../ports';
import type { CrmWords } from '../words';

/** A CRM that is signed in, and how its nodes speak. */
export interface CrmAtWork {
	crm: Crm;
	words: CrmWords;
}
