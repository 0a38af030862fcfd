import { join, resolve } from 'node:path';
import type { CommandContext } from '../../context.ts';
import { replaceFile } from '../../export/replace-file.ts';
import { jsonDocument } from '../../output/json.ts';
import { reportHtml } from './report-html.ts';
import type { RunReport } from './run-report.ts';

/** Where the report of a run lies, as the user named the folder. */
export interface WrittenReport {
  readonly html: string;
  readonly json: string;
}

/** Writes the report of a run into a folder, as a page and as JSON, named after pipeline, day and run. */
export const writeReport = async (context: CommandContext, folder: string, report: RunReport): Promise<WrittenReport> => {
  const name = `${report.pipeline}_${report.as_of}_${report.run_id}`;
  const written = { html: join(folder, `${name}.html`), json: join(folder, `${name}.json`) };
  await replaceFile(context, resolve(context.cwd, written.html), reportHtml(report));
  await replaceFile(context, resolve(context.cwd, written.json), jsonDocument(report));
  return written;
};
