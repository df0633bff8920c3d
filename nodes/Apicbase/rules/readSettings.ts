import { NodeOperationError, type INode } from 'n8n-workflow';
import type { CheckSettings, SettingName } from '../../../core/validation/checkSettings';
import {
	isBlank,
	nextStepOf,
	readSettings,
	type RawSettings,
} from '../../../core/validation/settings';
import { labelOf } from './settings';

/** A node's parameters, in whatever kind of context it runs. */
export interface ParameterSource {
	node: INode;
	/** Of the workflow. */
	timeZone: string;
	/** The value of a parameter for an item, its expressions worked out. */
	evaluate(name: string, itemIndex: number): unknown;
}

/** The settings that hold for an item. */
export type SettingsOf = (itemIndex: number) => CheckSettings;

/**
 * Reads the settings of the checks: for each item where they hold an expression, once where they do not. Asking for them
 * throws a NodeOperationError that names the setting that cannot be used.
 */
export function settingsReader(source: ParameterSource, names: readonly SettingName[]): SettingsOf {
	const { parameters } = source.node;
	const [varying, fixed] = [true, false].map((varies) =>
		names.filter((name) => holdsExpression(parameters[name]) === varies),
	) as [SettingName[], SettingName[]];
	const fixedRaw = once(() => evaluateAll(source, fixed, 0));
	const settingsFor = (itemIndex: number): CheckSettings => {
		const raw = { ...fixedRaw(), ...evaluateAll(source, varying, itemIndex) };
		const read = readSettings(raw, source.timeZone);
		if (read.ok) return read.settings;
		const { setting, value, expected, nextStep } = read.problem;
		throw cannotUse(source.node, labelOf(setting), itemIndex, {
			fact: `is ${value}, which is not ${expected}`,
			nextStep,
		});
	};
	const shared = once(() => settingsFor(0));
	return varying.length === 0 ? shared : settingsFor;
}

function evaluateAll(
	source: ParameterSource,
	names: readonly SettingName[],
	itemIndex: number,
): RawSettings {
	return Object.fromEntries(
		names.map((name) => {
			const path = name === 'severities' ? 'severities.rules' : name;
			const label = labelOf(name);
			return [
				name,
				evaluateSetting(source, path, { itemIndex, label, nextStep: nextStepOf(name) }),
			];
		}),
	);
}

/** The value of a parameter; throws when its expression gave nothing, which is not the same as a field left blank. */
export function evaluateSetting(
	{ node, evaluate }: ParameterSource,
	path: string,
	{ itemIndex, label, nextStep }: { itemIndex: number; label: string; nextStep: string },
): unknown {
	let value: unknown;
	try {
		value = evaluate(path, itemIndex);
	} catch (error) {
		throw new NodeOperationError(node, error as Error, {
			message: `Cannot check orders. The expression in '${label}' cannot be worked out.`,
			description: `${(error as Error).message} ${nextStep}`,
			itemIndex,
		});
	}
	if (isExpression(rawAt(node, path)) && isNothing(value))
		throw cannotUse(node, label, itemIndex, {
			fact: 'has an expression that gave nothing',
			nextStep,
		});
	return value;
}

/** The error for a setting that cannot be used, under its name in the panel. */
export const cannotUse = (
	node: INode,
	label: string,
	itemIndex: number,
	{ fact, nextStep }: { fact: string; nextStep: string },
) =>
	new NodeOperationError(node, `Cannot check orders. '${label}' ${fact}.`, {
		description: nextStep,
		itemIndex,
	});

const rawAt = (node: INode, path: string): unknown =>
	path
		.split('.')
		.reduce<unknown>(
			(value, key) => (value as Record<string, unknown> | undefined)?.[key],
			node.parameters,
		);

/** Whether a parameter as it was saved is an expression; a lone equals sign is a field left blank in that mode. */
export const isExpression = (raw: unknown): boolean =>
	typeof raw === 'string' && raw.startsWith('=') && !isBlank(raw.slice(1));

/** Whether a parameter as it was saved holds an expression somewhere inside. */
export const holdsExpression = (raw: unknown): boolean =>
	typeof raw === 'object' && raw !== null
		? Object.values(raw).some(holdsExpression)
		: isExpression(raw);

/** Whether what an expression gave says nothing: no value, no number, or a list of nothing. */
export const isNothing = (value: unknown): boolean =>
	isBlank(value) ||
	Number.isNaN(value) ||
	(Array.isArray(value) && value.every((entry) => isNothing(entry)));

function once<Value>(make: () => Value): () => Value {
	let made: { value: Value } | undefined;
	return () => (made ??= { value: make() }).value;
}
