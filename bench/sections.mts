import { burstSection } from './burst/section.mts';
import { coreSection } from './core/section.mts';
import type { Section } from './frame/section.mts';
import { flowsSection } from './flows/section.mts';
import { pollingSection } from './polling/section.mts';
import { scaleSection } from './scale/section.mts';
import { strangersSection } from './strangers/section.mts';
import { uploadSection } from './uploadAssortment.mts';
import { webhookSection } from './webhook/section.mts';

/** In the order of the report. */
export const sections: Section[] = [
	webhookSection,
	strangersSection,
	flowsSection,
	burstSection,
	coreSection,
	pollingSection,
	scaleSection,
	uploadSection,
];
