import { firstDifference, shortenedNumbers } from '../articles/lookalikes';
import { cleanText } from '../text';
import type { Param } from '../messages/format';

/**
 * What sets an unknown code apart from one in the list that looks the same, or that a spreadsheet made of it, as a
 * sentence of its own behind another; empty when there is none.
 */
export function describeLookalike(code: string, similar: string | undefined): Param {
	if (similar !== undefined && shortenedNumbers([similar]).of(code) !== undefined)
		return {
			message: {
				en: ' The list has "{other}": a spreadsheet shortened the number.',
				nl: ' In de lijst staat “{other}”: een spreadsheet heeft het nummer ingekort.',
				fr: ' La liste contient « {other} » : un tableur a abrégé le numéro.',
				de: ' In der Liste steht „{other}“: Eine Tabellenkalkulation hat die Nummer gekürzt.',
			},
			params: { other: cleanText(similar) },
		};
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
