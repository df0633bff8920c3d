import { firstDifference } from '../articles/lookalikes';
import { cleanText } from '../text';
import type { Param } from '../messages/format';

/**
 * What sets an unknown code apart from one in the list that looks the same, as a sentence of its own behind another;
 * empty when there is none.
 */
export function describeLookalike(code: string, similar: string | undefined): Param {
	const difference = similar === undefined ? undefined : firstDifference(code, similar);
	if (similar === undefined || difference === undefined || difference.isVisible) return '';
	const { has, instead } = difference;
	return {
		message: {
			en: ' It looks like "{other}", but has {has} instead of {instead}.',
			nl: ' Het lijkt op “{other}”, maar bevat {has} in plaats van {instead}.',
			fr: ' Il ressemble à « {other} », mais contient {has} au lieu de {instead}.',
			de: ' Sie sieht aus wie „{other}“, enthält aber {has} statt {instead}.',
		},
		params: { other: cleanText(similar), has, instead },
	};
}
