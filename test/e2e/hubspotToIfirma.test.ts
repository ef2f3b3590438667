import { testPair } from './support/everyPair';

// iFirma: four, and two for the account's limit and month, which the first document of an hour asks for.
testPair({ crm: 'hubspot', accounting: 'ifirma' }, { crm: 35, accounting: 6 });
