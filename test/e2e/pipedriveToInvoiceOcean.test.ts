import { testPair } from './support/everyPair';

testPair({ crm: 'pipedrive', accounting: 'invoiceocean' }, { crm: 15, accounting: 3 });
