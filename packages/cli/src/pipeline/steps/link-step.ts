import { accountMasterMembers, accountMasters, linkAccounts, qualifiedName } from '@audit/contract';
import { linkLake } from '@audit/medallion';
import { z } from 'zod';
import { linkingSettingsOf } from '../../commands/link/linking-settings.ts';
import { tellUnknown } from '../../commands/link/tell-unknown.ts';
import { counted } from '../../output/quantity.ts';
import type { PipelineStep } from '../pipeline-step.ts';
import { stepOptions } from '../step-options.ts';

const options = z.strictObject({
  ...stepOptions,
  /** Asks anew which words are frequent. */
  refresh_frequencies: z.boolean().default(false),
});

type Options = z.output<typeof options>;

/** Accounts of silver → master accounts. */
export const linkStep: PipelineStep<Options> = {
  name: 'link',
  options,
  idle: async (_, __, { tables }) => (tables['silver_accounts'] === undefined ? 'the lake has no silver_accounts' : undefined),
  declared: ({ context, config }, clock) => linkingSettingsOf(context, config, {}, clock),
  directories: async () => [],
  plan: async (_, { head, newsBefore }) => {
    const masters = head.tables[qualifiedName(accountMasters)];
    if (masters === undefined) return [{ part: 'links, masters, questions', mode: 'whole', why: 'first run' }];
    // By what was linked last, not by when masters changed: a change that linking does not read changes none.
    const made = head.tables[qualifiedName(accountMasterMembers)]?.made;
    const part = 'links, masters, questions';
    const inputs = ['accounts', 'contacts'].flatMap((name) =>
      head.tables[`silver_${name}`]?.changedAt === made?.inputs[name] ? [] : [`silver_${name}`],
    );
    const why = `${inputs.join(' and ')} changed`;
    if (inputs.length > 0 && head.tables[qualifiedName(linkAccounts)] !== undefined)
      return [
        {
          part,
          mode: 'keys',
          why: `${why}: accounts that did, and those they reach; all of them where settings did too, or many are reached`,
        },
      ];
    if (inputs.length > 0) return [{ part, mode: 'whole', why }];
    return [{ part, mode: 'may', why: newsBefore ? 'if silver changes' : 'if settings or answers changed' }];
  },
  run: async ({ refresh_frequencies: refresh }, { context, config, lake, lock, engine, identity, configHash }) => {
    const { settings, manual } = linkingSettingsOf(context, config, {}, identity.clock);
    const { runId, clock } = identity;
    const { report, compared } = await linkLake(engine, lake, lock, { runId, clock, settings, manual, refresh, configHash });
    tellUnknown(context, config, report);
    const questions = report.review?.questions ?? 0;
    return {
      quarantined: 0,
      notes: [
        `${counted(report.accounts, 'account')} in ${counted(report.masters, 'master')}`,
        ...(compared === 'touched' ? [`${counted(report.compared_accounts, 'account')} compared anew`] : []),
        ...(questions === 0 ? [] : [`${counted(questions, 'question')} for people: audit link review`]),
      ],
    };
  },
};
