import { EngineFailed, Interrupted } from '@audit/contract';
import type { Session } from '../engine/engine.ts';

/** A session within a session: the names bound through it are gone when it is disposed of, what was bound before stays. */
export const stepSession = (session: Session): Session => {
  const names = new Set<string>();
  const noted = <A extends readonly unknown[], T>(bind: (name: string, ...rest: A) => Promise<T>) => {
    return async (name: string, ...rest: A): Promise<T> => {
      names.add(name);
      return await bind(name, ...rest);
    };
  };
  return {
    ...session,
    bindFiles: noted(async (name, table, files) => await session.bindFiles(name, table, files)),
    bindSql: noted(async (name, sql) => await session.bindSql(name, sql)),
    bindArrow: noted(async (name, table, rows) => await session.bindArrow(name, table, rows)),
    bindRows: noted(async (name, table, rows) => await session.bindRows(name, table, rows)),
    bindColumns: noted(async (name, table, columns) => await session.bindColumns(name, table, columns)),
    materialise: noted(async (name, sql) => await session.materialise(name, sql)),
    [Symbol.asyncDispose]: async () => {
      for (const name of names) await dropIfPossible(session, name);
    },
  };
};

/** An engine that was stopped or has failed drops nothing; what stopped it is the error to be told. */
const dropIfPossible = async (session: Session, name: string): Promise<void> => {
  try {
    await session.drop(name);
  } catch (error) {
    if (!(error instanceof Interrupted || error instanceof EngineFailed)) throw error;
  }
};
