/**
 * Families of words of which a company has one: of two names that differ in such a word, one is not the other misspelt or shortened.
 * Compass points and opposites first (research/account-linking S1 d), then other words of the same kind. Own compilation.
 */
export const exclusiveWordsVersion = '2026-11-26';

/** One family a line; words with an underscore rule between them are spellings of one member. */
export const exclusiveWords = `
  north/northern/norte/nord south/southern/sur/sud/sul east/eastern/este/est/ost west/western/oeste/ouest northeast/northeastern northwest/northwestern southeast/southeastern southwest/southwestern central
  upper lower
  inner outer
  old new
  big/great/grand little/small
  public private
  first second third fourth fifth sixth seventh eighth ninth tenth
  one two three four five six seven eight nine ten
  alpha beta gamma delta epsilon zeta theta kappa lambda sigma omega
  red blue green yellow black white orange purple pink brown gray violet
  gold/golden silver bronze platinum copper iron
  spring summer autumn winter
  january february march april may june july august september october november december
  monday tuesday wednesday thursday friday saturday sunday
  sun moon
  atlantic pacific indian arctic baltic adriatic caspian mediterranean
  morning evening
  sunrise sunset
  land sea
  mercury venus mars jupiter saturn uranus neptune
  male female
  men women
  boys girls
  senior junior
  import export
  american/america/usa british/britain/england german/germany/deutsche french/france italian/italy spanish/spain chinese/china japanese/japan/nippon indian/india russian/russia canadian/canada mexican/mexico brazilian/brazil australian/australia dutch/netherlands swiss/switzerland swedish/sweden norwegian/norway danish/denmark finnish/finland polish/poland turkish/turkey korean/korea irish/ireland scottish/scotland welsh/wales austrian/austria belgian/belgium portuguese/portugal greek/greece egyptian/egypt saudi malaysian/malaysia thai/thailand indonesian/indonesia vietnamese/vietnam singapore taiwan argentine/argentina chilean/chile israeli/israel
  asia/asian europe/european africa/african america/american
  daily weekly monthly
  king queen prince duke
  federal national international regional local global
  eagle falcon hawk lion tiger bear wolf fox dragon
  oak maple cedar pine redwood birch elm walnut willow
  lake river mountain valley island coast bay harbor
  upstream downstream
  inbound outbound
  short long
  hot cold
  day night
  heaven earth
`;
