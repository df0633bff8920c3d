import type { Locator, Page } from 'playwright-core';
import type { Film } from './film.mts';

/** Somebody at the screen, and how much they had to do there. */
export class Person {
	private begunAtMs: number | undefined;

	constructor(private readonly film?: Film) {}

	/** A double click counts as one. */
	clicks = 0;
	/** Fields typed into. */
	fields = 0;
	/** From one field to another with the mouse. */
	drags = 0;

	/** Since the first thing they did. */
	get seconds(): number {
		return Math.round((Date.now() - (this.begunAtMs ?? Date.now())) / 1000);
	}

	async click(target: Locator): Promise<void> {
		this.clicks += 1;
		await this.show(target.page(), target);
		await target.click();
	}

	async doubleClick(target: Locator): Promise<void> {
		this.clicks += 1;
		await this.show(target.page(), target);
		await target.dblclick();
	}

	/** Points at something that shows its buttons only then, and clicks one of them. */
	async pointAndClick(target: Locator, button: Locator): Promise<void> {
		await target.hover();
		await this.click(button);
	}

	async type(field: Locator, text: string): Promise<void> {
		this.fields += 1;
		await field.fill(text);
		await this.show(field.page());
	}

	/** Replaces what stands in a field by what was copied before. */
	async paste(field: Locator): Promise<void> {
		await this.click(field);
		await field.press('ControlOrMeta+a');
		await field.press('ControlOrMeta+v');
	}

	/** Drags something onto something else, in small steps as a hand does. */
	async drag(from: Locator, onto: Locator): Promise<void> {
		this.drags += 1;
		const { mouse } = from.page();
		await onto.scrollIntoViewIfNeeded();
		await from.hover();
		await mouse.down();
		const box = await onto.boundingBox();
		if (box === null) throw new Error('What to drop it on is not on the screen.');
		await mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 10 });
		await mouse.up();
	}

	private async show(page: Page, target?: Locator): Promise<void> {
		this.begunAtMs ??= Date.now();
		await this.film?.take(page, target);
	}
}
