import { modelSql, type Session } from '@audit/warehouse';
import { correctedObservationsStage } from '../4-history/corrected-observations.stage.ts';
import { standingObservationsStage } from '../4-history/standing-observations.stage.ts';
import { upheldObservationsStage } from '../4-history/upheld-observations.stage.ts';

/** Who may contradict an observation. */
interface Speakers {
  /** Whether a snapshot is among the batches. */
  readonly snapshots: boolean;
  /** Whether there are corrections; then `corrections` is bound. */
  readonly corrections: boolean;
}

/**
 * Binds `standing`: the observations that count, with corrections put in force. Where nobody can contradict, all count.
 *
 * @param session with `observed` bound
 */
export const bindStanding = async (session: Session, { snapshots, corrections }: Speakers): Promise<void> => {
  if (corrections) {
    await session.materialise('upheld', modelSql(upheldObservationsStage, session.engine, {}));
    await session.bindSql('observed', 'SELECT * FROM upheld');
  }
  if (snapshots) await session.materialise('standing', modelSql(standingObservationsStage, session.engine, {}));
  else await session.bindSql('standing', 'SELECT * FROM observed');
  if (!corrections) return;
  await session.materialise('corrected', modelSql(correctedObservationsStage, session.engine, {}));
  await session.bindSql('standing', 'SELECT * FROM corrected');
};
