import { articleNotOrderable } from './articleNotOrderable';
import { articleRepeated } from './articleRepeated';
import { belowMinimumOrderValue } from './belowMinimumOrderValue';
import { belowMinimumQuantity } from './belowMinimumQuantity';
import { deliveryDateBeforeLeadTime } from './deliveryDateBeforeLeadTime';
import { deliveryDateClosed } from './deliveryDateClosed';
import { deliveryDateMissing } from './deliveryDateMissing';
import { deliveryDatePast } from './deliveryDatePast';
import { deliveryDateUnreadable } from './deliveryDateUnreadable';
import { lineMissingArticleNumber } from './lineMissingArticleNumber';
import { lineMissingQuantity } from './lineMissingQuantity';
import { linePriceUnreadable } from './linePriceUnreadable';
import { lineQuantityNotPositive } from './lineQuantityNotPositive';
import { lineQuantityNotWhole } from './lineQuantityNotWhole';
import { lineTotalDiffers } from './lineTotalDiffers';
import { lineTotalUnreadable } from './lineTotalUnreadable';
import { notAMultiple } from './notAMultiple';
import { orderMissingCustomerNumber } from './orderMissingCustomerNumber';
import { orderTotalDiffers } from './orderTotalDiffers';
import { orderTotalUnreadable } from './orderTotalUnreadable';
import { orderedAfterCutOff } from './orderedAfterCutOff';
import { priceDiffers } from './priceDiffers';
import { remarksPresent } from './remarksPresent';
import type { LineRule, OrderRule } from './rule';
import { unknownArticle } from './unknownArticle';
import { unknownCustomer } from './unknownCustomer';

/** Rules about the order as a whole, in the order in which people are told. */
export const orderRules: readonly OrderRule[] = [
	orderMissingCustomerNumber,
	unknownCustomer,
	deliveryDateMissing,
	deliveryDateUnreadable,
	deliveryDatePast,
	deliveryDateClosed,
	deliveryDateBeforeLeadTime,
	orderedAfterCutOff,
	orderTotalUnreadable,
	orderTotalDiffers,
	belowMinimumOrderValue,
	remarksPresent,
];

/** Rules about each line, in the order in which people are told. */
export const lineRules: readonly LineRule[] = [
	lineMissingArticleNumber,
	unknownArticle,
	articleNotOrderable,
	articleRepeated,
	lineMissingQuantity,
	lineQuantityNotWhole,
	lineQuantityNotPositive,
	belowMinimumQuantity,
	notAMultiple,
	linePriceUnreadable,
	priceDiffers,
	lineTotalUnreadable,
	lineTotalDiffers,
];

export const allRules = [...orderRules, ...lineRules];
