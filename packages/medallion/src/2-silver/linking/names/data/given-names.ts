/** Given names that founders put before the surname their company is called by for short: Carl Zeiss, Robert Bosch. Own compilation. */
export const givenNamesVersion = '2026-11-26';

export const givenNames = `
  adam adolf albert alberto alessandro alexander alexandre alfred alfredo ali ana andrea andreas andrew anna anne anton antonio arthur
  august barbara ben benjamin bernard bernhard bill bob brian bruno calvin carl carla carlo carlos caroline catherine charles charlotte
  chen christian christine christopher claude claudia claus clemens conrad daniel david diana dieter dolce donald donna edward elizabeth
  emil emile emilio emma enrico enzo eric erik ernest ernesto ernst erwin eugene eva felix ferdinand fernando frank franz fred frederic
  frederick friedrich fritz gabriel george georg georges gerard gerhard giacomo gianni giorgio giovanni giuseppe guido guillaume gunther
  gustav guy hans harald harry heinrich heinz helen helena helmut henri henrik henry herbert herman hermann howard hugo ingrid isaac
  ivan jack jacob jacques jakob james jan jane jean jeff jens jerry jim joachim joe johan johann johannes john jonas jorge jose josef
  joseph juan julia julian julien julius jurgen karen karl kate kathe kenneth kevin klaus knut konrad kurt lars laura laurent lee leo
  leon leonard leopold lorenzo louis louise luca lucas ludwig luigi luis maria marie mario mark marks martin mary matthew maurice max
  michael michel miguel mohammed nicholas nicola nicolas niels nils oscar otto pablo paolo patrick paul paula pedro peter philip philippe
  pierre pieter rafael ralph raymond rene ricardo richard robert roberto roger roland rolf ronald rosa rudolf samuel sandra sarah sebastian
  sergio simon sofia stefan stefano stephen steve steven susan sven theodor thomas tim tom tommy tony ulrich umberto ursula valentino
  victor vincent vincenzo walt walter werner wilhelm will willem william willy wolfgang xavier yves
`;
