import { articleAmbiguous } from './articleAmbiguous';
import { articleNotOrderable } from './articleNotOrderable';
import { articleRepeated } from './articleRepeated';
import { belowMinimumOrderValue } from './belowMinimumOrderValue';
import { belowMinimumQuantity } from './belowMinimumQuantity';
import { customerAmbiguous } from './customerAmbiguous';
import { deliveryDateBeforeLeadTime } from './deliveryDateBeforeLeadTime';
import { deliveryDateClosed } from './deliveryDateClosed';
import { deliveryDateMissing } from './deliveryDateMissing';
import { deliveryDateOver } from './deliveryDateOver';
import { deliveryDatePast } from './deliveryDatePast';
import { deliveryDateUnreadable } from './deliveryDateUnreadable';
import { lineMissingArticleNumber } from './lineMissingArticleNumber';
import { lineMissingQuantity } from './lineMissingQuantity';
import { linePriceMissing } from './linePriceMissing';
import { linePriceNotPositive } from './linePriceNotPositive';
import { linePriceUnreadable } from './linePriceUnreadable';
import { lineQuantityNotPositive } from './lineQuantityNotPositive';
import { lineQuantityNotWhole } from './lineQuantityNotWhole';
import { lineQuantityUnreadable } from './lineQuantityUnreadable';
import { lineTotalDiffers } from './lineTotalDiffers';
import { lineTotalUnreadable } from './lineTotalUnreadable';
import { notAMultiple } from './notAMultiple';
import { orderedAfterCutOff } from './orderedAfterCutOff';
import { orderMissingCustomerNumber } from './orderMissingCustomerNumber';
import { orderNotActive } from './orderNotActive';
import { orderTotalDiffers } from './orderTotalDiffers';
import { orderTotalUnreadable } from './orderTotalUnreadable';
import { priceDiffers } from './priceDiffers';
import { priceOutOfProportion } from './priceOutOfProportion';
import { remarksPresent } from './remarksPresent';
import type { LineRule, OrderRule } from './rule';
import { unknownArticle } from './unknownArticle';
import { unknownCustomer } from './unknownCustomer';

/** Rules about the order as a whole, in the order in which people are told. */
export const orderRules: readonly OrderRule[] = [
	orderNotActive,
	orderMissingCustomerNumber,
	unknownCustomer,
	customerAmbiguous,
	deliveryDateMissing,
	deliveryDateUnreadable,
	deliveryDatePast,
	deliveryDateOver,
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
	articleAmbiguous,
	articleNotOrderable,
	articleRepeated,
	lineMissingQuantity,
	lineQuantityUnreadable,
	lineQuantityNotWhole,
	lineQuantityNotPositive,
	belowMinimumQuantity,
	notAMultiple,
	linePriceMissing,
	linePriceUnreadable,
	linePriceNotPositive,
	priceOutOfProportion,
	priceDiffers,
	lineTotalUnreadable,
	lineTotalDiffers,
];

export const allRules = [...orderRules, ...lineRules];
