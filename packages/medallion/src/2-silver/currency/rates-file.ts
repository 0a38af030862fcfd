import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FileRefused, quote } from '@audit/contract';
import { madeCsvSql, textLiteral } from '@audit/warehouse';
import type { RatesDelivery, RateSource } from './rates-delivery.ts';
import { isZip, unzipOne } from './unzip-one.ts';

/** More than a century of daily rates of all currencies. */
const mostBytes = 256 * 1024 * 1024;

/** A file of rates, in memory: some megabytes. */
export interface RatesFile {
  readonly label: string;
  readonly bytes: Buffer;
}

const textOf = (label: string, bytes: Buffer): string => {
  try {
    // Line ends are made plain here: the engine, told of no dialect but ours, would keep a carriage return in the last cell.
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes).replaceAll('\r\n', '\n');
  } catch (error) {
    throw new FileRefused(label, 'NOT_UTF8', null, 'it is not UTF-8 text', { cause: error });
  }
};

const kindOf = (header: readonly string[]): RateSource => (header[0] === 'Date' ? 'ecb' : 'table');

/** The bank ends each line with a comma: the last column has no name. */
const ecbSql = (label: string, path: string, header: readonly string[]): string => {
  const codes = header.slice(1).filter((name) => name !== '');
  const wrong = codes.find((code, at) => !/^[A-Z]{3}$/.test(code) || codes.indexOf(code) !== at);
  const isBank = header[0] === 'Date' && codes.length > 0 && header.slice(1, -1).every((name) => name !== '');
  if (!isBank || wrong !== undefined)
    throw new FileRefused(
      label,
      'NOT_RATES',
      0,
      `its header is not that of the bank: Date, then codes of currencies${wrong === undefined ? '' : `; "${wrong}" is none, or there twice`}`,
    );
  const columns = header.map((name) => (name === '' ? 'nothing' : name));
  const rates = codes.map((code) => `{quote: ${textLiteral(code)}, rate: ${quote(code)}}`);
  return `SELECT record, 'ecb' AS source, 'EUR' AS base, one.quote, valid_from, CAST(NULL AS VARCHAR) AS valid_to, one.rate
    FROM (SELECT ROW_NUMBER() OVER () AS record, "Date" AS valid_from, UNNEST([${rates.join(', ')}]) AS one FROM ${madeCsvSql({ label, path, columns })}) AS days
    WHERE one.rate <> 'N/A'`;
};

const needed = ['base', 'quote', 'valid_from', 'rate'] as const;
const optional = ['valid_to', 'source'] as const;

const tableSql = (label: string, path: string, header: readonly string[]): string => {
  const known: readonly string[] = [...needed, ...optional];
  const lacking = needed.filter((name) => !header.includes(name));
  const strange = header.filter((name, at) => !known.includes(name) || header.indexOf(name) !== at);
  if (lacking.length + strange.length > 0) {
    const faults = [
      ...(lacking.length > 0 ? [`it lacks ${lacking.join(', ')}`] : []),
      ...(strange.length > 0 ? [`${strange.map((name) => JSON.stringify(name)).join(', ')} mean nothing, or stand there twice`] : []),
    ];
    throw new FileRefused(
      label,
      'NOT_RATES',
      0,
      `its header is not base, quote, valid_from, rate, with valid_to and source where wanted: ${faults.join('; ')}`,
    );
  }
  const given = (name: string, otherwise: string): string => (header.includes(name) ? quote(name) : otherwise);
  return `SELECT ROW_NUMBER() OVER () AS record, COALESCE(${given('source', 'NULL')}, 'company') AS source, "base", "quote", valid_from,
    CAST(${given('valid_to', 'NULL')} AS VARCHAR) AS valid_to, rate FROM ${madeCsvSql({ label, path, columns: header })}`;
};

/**
 * A file of the European Central Bank (`eurofxref-hist`, CSV or ZIP), or a table of one's own (CSV).
 *
 * @param kind told by the header where it is not given
 * @param folder private; the engine reads the text from there
 * @throws {@link FileRefused}
 */
export const ratesFile = ({ label, bytes }: RatesFile, kind: 'ecb' | 'table' | undefined, folder: string): RatesDelivery => {
  const text = textOf(label, isZip(bytes) ? unzipOne(label, bytes, mostBytes) : bytes);
  if (text.trim() === '') throw new FileRefused(label, 'EMPTY_INPUT', null, 'it is empty');
  const end = text.indexOf('\n');
  const header = (end < 0 ? text : text.slice(0, end)).split(',').map((name) => name.trim());
  const path = join(folder, 'rates.csv');
  writeFileSync(path, text);
  const found = kind ?? kindOf(header);
  const sql = found === 'ecb' ? ecbSql(label, path, header) : tableSql(label, path, header);
  return { label, kind: found, sha256: createHash('sha256').update(bytes).digest('hex'), bytes: bytes.length, sql };
};
