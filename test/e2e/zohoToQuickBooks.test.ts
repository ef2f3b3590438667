import { testPair } from './support/everyPair';

testPair({ crm: 'zoho', accounting: 'quickbooks' }, { crm: 20, accounting: 12 });
