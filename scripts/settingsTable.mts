import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { validationProperties } from '../nodes/Apicbase/orderValidation/properties.ts';

/** The block of docs/validation.md that lists the settings of Apicbase Order Validation, markers included. */
export function settingsTable(): string {
	const settings = validationProperties.filter(({ type }) => type !== 'notice');
	return [
		'<!-- settings:start -->',
		'',
		'| setting | parameter | default | what it does |',
		'| --- | --- | --- | --- |',
		...settings.map(row),
		'',
		'<!-- settings:end -->',
	].join('\n');
}

const row = (property: INodeProperties): string =>
	`| ${property.displayName} | \`${property.name}\` | ${defaultOf(property)} | ${sentence(property.description)} |`;

function defaultOf({ default: value, options }: INodeProperties): string {
	const chosen = (options as INodePropertyOptions[] | undefined)?.find(
		(option) => option.value === value,
	);
	if (chosen) return chosen.name;
	if (Array.isArray(value)) return value.length === options?.length ? 'all' : 'none';
	if (typeof value === 'boolean') return value ? 'on' : 'off';
	return typeof value === 'number' ? String(value) : 'empty';
}

const sentence = (description = '') =>
	description.endsWith('.') ? description : `${description}.`;
