import { testAccounting } from './support/everyAccounting';

testAccounting('invoiceocean');
