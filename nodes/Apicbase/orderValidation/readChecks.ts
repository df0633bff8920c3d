import type { IExecuteFunctions } from 'n8n-workflow';
import type { ArticleIndex } from '../../../core/articles/articleIndex';
import { indexCustomerNumbers, type CustomerIndex } from '../../../core/articles/customerIndex';
import { prepareChecks, type Checks } from '../../../core/validation/checkOrder';
import type { CheckSettings } from '../../../core/validation/checkSettings';
import {
	cannotUse,
	evaluateSetting,
	holdsExpression,
	settingsReader,
	type ParameterSource,
} from '../rules/readSettings';
import { settingNames } from '../rules/settings';
import { columnProperties, readSwitch, type ColumnsParameter } from './properties';
import { readArticles, readCustomers } from './readReferences';

/** The checks that an item has to pass. */
export type ChecksOf = (itemIndex: number) => Checks;

/** The node's parameters as the checks read them. */
export const parametersOf = (context: IExecuteFunctions): ParameterSource => ({
	node: context.getNode(),
	timeZone: context.getTimezone(),
	evaluate: (name, itemIndex) => context.getNodeParameter(name, itemIndex, ''),
});

/**
 * Makes the checks from the node's parameters and its further inputs: once, or for each item where a parameter holds an
 * expression. Asking for them throws what cannot be used. Each list is indexed once for the same columns.
 */
export function checksReader(context: IExecuteFunctions, source: ParameterSource): ChecksOf {
	const settingsOf = settingsReader(source, settingNames);
	const useArticles = readSwitch(source, 'useArticles');
	const useCustomers = readSwitch(source, 'useCustomers');
	const articleColumns = columnsReader(source, 'articleFields');
	const customerColumns = columnsReader(source, 'customerFields');
	const articles = remember((columns: object, { articleMatching }: CheckSettings) =>
		readArticles(context, columns, articleMatching),
	);
	const customers = remember((columns: object, { customerMatching }: CheckSettings) =>
		readCustomers(context, useArticles ? 2 : 1, columns, customerMatching),
	);
	const numbered = remember((numbers: object, { customerMatching }: CheckSettings) =>
		indexCustomerNumbers(numbers as readonly string[], customerMatching),
	);

	const referenceFor = (settings: CheckSettings, itemIndex: number) => {
		const reference: { articles?: ArticleIndex; customers?: CustomerIndex } = {};
		const { articleMatching, customerMatching, customerNumbers } = settings;
		if (useArticles)
			reference.articles = articles([articleColumns(itemIndex), articleMatching], settings);
		if (useCustomers)
			reference.customers = customers([customerColumns(itemIndex), customerMatching], settings);
		else if (customerNumbers)
			reference.customers = numbered([customerNumbers, customerMatching], settings);
		return reference;
	};
	let last: { settings: CheckSettings; checks: Checks } | undefined;
	const varyingColumns = ['articleFields', 'customerFields'].some((name) =>
		holdsExpression(source.node.parameters[name]),
	);
	return (itemIndex) => {
		const settings = settingsOf(itemIndex);
		if (last?.settings !== settings || varyingColumns)
			last = { settings, checks: prepareChecks(settings, referenceFor(settings, itemIndex)) };
		return last.checks;
	};
}

/** Keeps what was made, by what it was made from. */
function remember<Made>(
	make: (columns: object, settings: CheckSettings) => Made,
): (key: [columns: object, matching: unknown], settings: CheckSettings) => Made {
	const made = new Map<string, Made>();
	return (key, settings) => {
		const text = JSON.stringify(key);
		let value = made.get(text);
		if (value === undefined) made.set(text, (value = make(key[0], settings)));
		return value;
	};
}

/** The columns that the user named; a name that an expression left empty is not one that is to be guessed. */
function columnsReader(
	source: ParameterSource,
	parameter: ColumnsParameter,
): (itemIndex: number) => Record<string, string> {
	const named = Object.keys((source.node.parameters[parameter] as object | undefined) ?? {});
	return (itemIndex) =>
		Object.fromEntries(
			named.map((use) => {
				const label =
					columnProperties[parameter].find(({ name }) => name === use)?.displayName ?? use;
				const nextStep = 'Enter the name of a column.';
				const value = evaluateSetting(source, `${parameter}.${use}`, {
					itemIndex,
					label,
					nextStep,
				});
				if (typeof value === 'string' || typeof value === 'number') return [use, String(value)];
				const fact = 'is not the name of a column';
				throw cannotUse(source.node, label, itemIndex, { fact, nextStep });
			}),
		);
}
