/* Codes and source codes as delivered text is looked up: trimmed and in capitals by the frozen tables, null where nothing is left.
   reads  spellings        (spelling): catalog_spellings
   writes folded_spellings (spelling)
   source D6, D11, D12 */
SELECT
  spelling,
  catalog,
  @upper(@trimmed(written)) AS raw,
  code
FROM spellings
