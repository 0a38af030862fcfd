import { ruleWords } from '../rules/rule-words.ts';
import type { Score, SubScore } from './score-definitions.ts';

const list = (words: readonly string[]): string => words.join(', ');

/** How a sub-score is computed, in words, with its parameters. */
export const explainSubScore = ({ section, rule }: SubScore): string => {
  switch (section.kind) {
    case 'payment_history':
      return (
        `mean of the grades of invoices due in the last ${section.window_months} months, weighted by amount × 0.5^(days since due / ${section.half_life_days}); ` +
        `grades by late days: ${list(section.anchors.map(([days, grade]) => `${days} → ${grade}`))}; open ones count late days to the day`
      );
    case 'support_quality': {
      const { sla, resolution, csat, backlog } = section.weights;
      return (
        `${sla} × share of promises kept + ${resolution} × time to solve against its target + ${csat} × satisfaction + ${backlog} × age of open cases ` +
        `(nothing at ${section.backlog_zero_days} days), over the parts that are known, of the last ${section.window_days} days`
      );
    }
    case 'engagement':
      return (
        `${section.recency_points} × 0.5^(days since the last two-way touch / ${section.half_life_days}) + ` +
        `${section.touches_points} × touches of ${section.window_days} days / ${section.touches_target} (1 at most) + ` +
        `${section.contacts_points} × people among them / ${section.contacts_target} (1 at most)`
      );
    case 'log_trend':
      return `${section.middle} + ${section.per_doubling} × log2(1 + ${section.of}), from 0 to 100`;
    case 'formula':
      return `${rule === undefined ? '' : ruleWords(rule)}, from 0 to 100`;
  }
};

/** How a score is computed, in words: the weighted mean of its parts, those that are known. */
export const explainScore = ({ parts, section }: Score): string =>
  `mean of ${list(parts.map(({ subScore, weight }) => `${subScore.name} (weight ${weight})`))}, over those that are known, ` +
  `which must be ${section.least_coverage} of the weights`;
