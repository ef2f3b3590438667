import { testAccounting } from './support/everyAccounting';

testAccounting('quickbooks');
