import { ruleWords } from '@audit/metrics';
import type { CommandContext } from '../../context.ts';
import { readableDefinitions } from '../../gold-definitions.ts';
import { jsonLine } from '../../output/json.ts';
import { textTable } from '../../output/text-table.ts';

/** `audit rules list`. */
export const runRulesList = async (context: CommandContext, flags: { readonly json?: true }): Promise<void> => {
  const definitions = readableDefinitions(context, flags).rules;
  if (flags.json) {
    const recommendations = definitions.rules.map(({ id, when, section }) =>
      jsonLine({
        id,
        kind: 'recommendation',
        priority: section.priority,
        title: section.title,
        condition: ruleWords(when),
        action: section.action,
        expected_outcome: section.expected_outcome,
        impact: section.impact?.method ?? null,
        expires_after_days: section.expires_after_days,
      }),
    );
    const alerts = definitions.alerts.map(({ id, when, clearWhen, section }) =>
      jsonLine({
        id,
        kind: 'alert',
        severity: section.severity,
        title: section.title,
        condition: ruleWords(when),
        clears_when: ruleWords(clearWhen),
        cooldown_days: section.cooldown_days,
      }),
    );
    return await context.stdout.write([...recommendations, ...alerts].join(''));
  }
  const recommendations = textTable(
    [{ title: 'rule' }, { title: 'priority' }, { title: 'when' }, { title: 'action' }],
    definitions.rules.map(({ id, when, section }) => [id, section.priority, ruleWords(when), section.action]),
  );
  const alerts = textTable(
    [{ title: 'alert' }, { title: 'severity' }, { title: 'when' }, { title: 'clears when' }],
    definitions.alerts.map(({ id, when, clearWhen, section }) => [
      id,
      section.severity,
      ruleWords(when),
      section.clear_when === undefined ? 'it does not hold any more' : ruleWords(clearWhen),
    ]),
  );
  await context.stdout.write(`${recommendations}\n${alerts}`);
};
