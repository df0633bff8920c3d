import { readField, readLabel } from '../json';
import { articleFields } from './articleFields';
import { packagingFault } from './packaging';

/** One thing that is wrong with a row of an assortment. */
export interface ArticleIssue {
	/** From 1. */
	row: number;
	articleNumber: string | null;
	field: string;
	/** "Row 17, ART-9: the price has more than 3 decimals." */
	message: string;
}

/** An assortment, sorted into what can be sent and what is to be put right. */
export interface CheckedArticles {
	/** Fit to send, as they came. */
	good: unknown[];
	issues: ArticleIssue[];
}

/** Checks an assortment row by row against what Apicbase documents; a row with an issue is not among the good ones. */
export function checkArticles(articles: readonly unknown[]): CheckedArticles {
	const good: unknown[] = [];
	const issues: ArticleIssue[] = [];
	for (const [index, article] of articles.entries()) {
		const found = checkArticle(article, index + 1);
		if (found.length === 0) good.push(article);
		issues.push(...found);
	}
	return { good, issues };
}

function checkArticle(article: unknown, row: number): ArticleIssue[] {
	const articleNumber = readLabel(article, ['third_party_id']);
	const issue = (field: string, fact: string): ArticleIssue => {
		const name = articleNumber === null ? `Row ${row}` : `Row ${row}, ${articleNumber}`;
		return { row, articleNumber, field, message: `${name}: ${fact}.` };
	};
	if (typeof article !== 'object' || article === null || Array.isArray(article))
		return [issue('', 'this is not an article')];
	const issues: ArticleIssue[] = [];
	for (const { name, label, required, check } of articleFields) {
		const value = readField(article, [name]);
		const isMissing =
			value === undefined || value === null || (typeof value === 'string' && value.trim() === '');
		const fact = isMissing ? (required ? 'is missing' : undefined) : check(value);
		if (fact !== undefined) issues.push(issue(name, `the ${label} ${fact}`));
	}
	if (
		readField(article, ['price_type_code']) === 1 &&
		readLabel(article, ['price_unit']) === null
	) {
		issues.push(issue('price_unit', 'the price unit is missing, and the price is per unit'));
	}
	const description = readField(article, ['package_description']);
	const fault =
		description === undefined || description === null
			? 'the package description is missing'
			: packagingFault(description);
	return fault === undefined ? issues : [...issues, issue('package_description', fault)];
}
