import { coreSection } from './core/section.mts';
import type { Section } from './frame/section.mts';
import { pollingSection } from './polling/section.mts';
import { refusalsSection } from './refusals/section.mts';
import { startUpSection } from './startUp/section.mts';
import { uploadSection } from './uploadAssortment.mts';
import { webhookSection } from './webhook/section.mts';

/** In the order of the report. */
export const sections: Section[] = [
	webhookSection,
	refusalsSection,
	coreSection,
	pollingSection,
	uploadSection,
	startUpSection,
];
