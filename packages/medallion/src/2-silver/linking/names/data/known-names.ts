/**
 * Large companies called by words that anybody uses: everyone who says such a name means the one company. Without this list the name would
 * count as generic. No banks or traders of which there are several by that name. Own compilation.
 */
export const knownNamesVersion = '2026-11-26';

export const knownNames = `
  deutsche bank, deutsche post, deutsche bahn, deutsche telekom, deutsche borse, deutsche lufthansa, deutsche wohnen, deutsche bundesbank,
  commerzbank, american airlines, american express, american electric power, american tower, american water works, american international,
  united airlines, united technologies, united states steel, united rentals, united natural foods, united utilities, delta air lines,
  continental airlines, southwest airlines, northwest airlines, alaska airlines, japan airlines, singapore airlines, turkish airlines,
  british airways, british telecom, british american tobacco, british gas, british land, british steel, british petroleum, air france,
  air canada, air china, air india, air new zealand, air berlin, air liquide, china eastern airlines, china southern airlines, china mobile,
  china telecom, china unicom, china life insurance, china construction bank, bank of america, bank of china, bank of japan, bank of england,
  bank of montreal, bank of new york, bank of nova scotia, bank of ireland, bank of the west, royal bank of canada, royal bank of scotland,
  royal mail, royal caribbean, national grid, national express, national bank of canada, national bank of greece, national australia bank,
  standard chartered, standard bank, standard life, general mills, general dynamics, general electric, general motors, general atomics,
  international paper, international flavors and fragrances, international airlines, international business machines, first solar,
  first data, first quantum minerals, first abu dhabi bank, capital one, capital power, best buy, dollar general, dollar tree, family dollar,
  home depot, big lots, big yellow, digital realty, digital ocean, western digital, western union, western electric, union pacific,
  southern pacific, northern pacific, canadian pacific, canadian national railway, cathay pacific, norfolk southern, southern company,
  southern copper, northern trust, eastern bank, public storage, public power, republic services, waste management, automatic data processing,
  advanced micro devices, applied materials, texas instruments, analog devices, micron technology, micro focus, red hat, red bull, blue apron,
  blue origin, whole foods, green mountain coffee, sun life, sun microsystems, sun pharmaceutical, sunrise communications, old mutual,
  old dominion freight, new york times, new york life, new zealand post, people's bank of china, liberty mutual, liberty media, liberty global,
  fidelity investments, vanguard group, prudential financial, progressive, lincoln financial, lincoln electric, pacific gas and electric,
  pacific life, atlantic richfield, atlas copco, atlas air, orange, shell, apple, target, visa, meta, alphabet, oracle, caterpillar, square,
  block, ford, ford motor, morgan stanley, harris, tyson, tyson foods, campbell soup, kellogg, wells fargo, jones lang lasalle, baker hughes,
  parker hannifin, rockwell automation, johnson controls, smith and nephew, smith and wesson, thomas cook, williams sonoma, marks and spencer,
  johnson matthey, taylor wimpey, bell canada, bell helicopter, long beach mortgage, banco do brasil, banco de chile, banco santander,
  electricite de france, gaz de france, credit suisse, credit agricole, credit mutuel, telecom italia, telecom argentina, telekom austria,
  poste italiane, ferrovie dello stato, banca intesa, swiss life, swiss international air lines, swiss re, dutch state mines, nippon steel,
  nippon life, nippon express, nippon paint, japan tobacco, japan post, korea electric power, korean air, hong kong and shanghai banking,
  star alliance, star tribune, discovery communications, discovery channel, time warner, news corporation, fox news, sky news, sky,
  sony music, universal music, universal studios, paramount pictures, warner music, metro goldwyn mayer, columbia pictures, general foods,
  coca cola, pepsi, mars, quaker oats, burger king, dairy queen, pizza hut, costa coffee, subway, electronic arts, silicon graphics,
  open text, open society, social security, federal express, federal reserve, us steel, us foods, us bank, state street, state farm,
  farmers insurance, mutual of omaha, mass mutual, city national bank, travelers, hartford, berkshire hathaway, raytheon technologies
`;
