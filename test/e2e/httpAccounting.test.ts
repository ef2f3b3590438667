import { testAccounting } from './support/everyAccounting';

testAccounting('http');
