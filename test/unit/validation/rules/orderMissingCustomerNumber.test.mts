import { orderMissingCustomerNumber } from '../../../../core/validation/rules/orderMissingCustomerNumber.ts';
import { anOrder } from '../../../../harness/orders.mts';
import { testRule } from '../../../../harness/ruleExample.mts';

testRule(orderMissingCustomerNumber, {
	broken: anOrder({ supplier_customer_number: '' }),
	at: { path: 'supplier_customer_number' },
	says: 'The order has no customer number.',
	kept: { 'a number of one digit': { order: anOrder({ supplier_customer_number: '0' }) } },
});
