import { testPair } from './support/everyPair';

testPair({ crm: 'monday', accounting: 'http' }, { crm: 10, accounting: 4 });
