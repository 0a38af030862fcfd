/**
 * Words that one large group alone trades under, in many businesses: two companies that begin with such a word are of one house, and when
 * the rest differs they are different businesses of it. No ordinary words and no common surnames. Own compilation.
 */
export const groupBrandsVersion = '2026-11-26';

export const groupBrands = `
  abb accenture accor adani adidas aditya_birla adnoc aegon ahold airbus akzo akzonobel alcatel alcoa alibaba allianz alstom amadeus
  amazon american_express amgen anglo_american ansys aptiv aramco arcelormittal arcor areva astra_international astrazeneca atlas_copco
  autodesk aviva axa ayala baidu bajaj bandai basf bayer bbva berkshire_hathaway bertelsmann bharti bidvest bimbo birla blackrock
  blackstone bmw bnp_paribas boeing bombardier bosch bouygues bradesco bridgestone bunge burberry bytedance campari canon capgemini
  cargill carlsberg carrefour casio caterpillar cemex cencosud charoen_pokphand cheniere chevron china_mobile chubb ciba cigna cisco
  citic citigroup ck_hutchison clariant cnh coca_cola cofco colgate comcast conagra conocophillips corning costco covestro
  credit_agricole credit_suisse cummins daewoo dai_ichi daikin daimler daiwa danaher danfoss dangote danone dassault deloitte denso
  dentsu desjardins deutsche_telekom diageo disney djarum dogus dsm dupont ebay ecolab eczacibasi edf electrolux embraer enel engie eni
  enka equinor ericsson essilor evonik exelon exxon exxonmobil facebook falabella faurecia femsa ferrero ferrovial fiat finmeccanica
  flextronics fluor formosa foxconn fresenius fujifilm fujitsu gazprom ge general_dynamics genting gerdau glencore gm godrej godrej_boyce
  goldman goldman_sachs google grupo_bimbo gsk gudang_garam haier halliburton hanjin hankook hanwha harman hasbro hcl heidelberg heineken
  henkel heraeus hero_moto hilti hilton hindalco hitachi hochtief holcim honda honeywell hp hsbc huawei hutchison hyatt hyundai ibm
  idemitsu ihg ikea inditex infineon infosys ingersoll intel isuzu itau itochu iveco jardine jbs jcdecaux jindal johnson_controls
  jollibee jpmorgan kajima kawasaki kawasaki_heavy kddi kellogg kepco keppel kia kirin kloeckner komatsu konica kpmg krupp kubota kyocera
  lafarge lagardere larsen_toubro lego lenovo lg liebherr lippo lixil lockheed lonza loreal lotte lufthansa lukoil lvmh maersk mahindra
  mahindra_mahindra marks_spencer marriott marubeni mattel mazda mcdonalds mckinsey mediatek medtronic meituan mercedes merck metlife
  michelin microsoft mitsubishi mitsui mizuho moelis mondelez monsanto morgan_stanley motorola murata naspers nestle netflix nikon
  nintendo nippon_life nissan nokia nomura novartis novo_nordisk nvidia odebrecht oetker olam omron ongc osram panasonic pemex pepsi
  pepsico petrobras petron petronas peugeot pfizer philips piaggio pirelli porsche posco procter procter_gamble prosus pwc qualcomm
  raytheon reckitt reliance_industries renault repsol rheinmetall ricoh rio_tinto roche rolls_royce rosneft rothschild rwe ryanair saab
  sabanci safran saint_gobain salesforce salim samsonite samsung san_miguel sandvik sanlam sanofi santander sanyo sap sasol sberbank
  schaeffler schindler schlumberger schneider_electric seagate sekisui shimadzu shiseido shoprite siam_cement siemens sime_darby
  sinar_mas sinochem sinopec skanska skf sodexo softbank sojitz solvay sony standard_chartered starbucks stellantis stora_enso strabag
  stryker subaru sumitomo sun_hung_kai swarovski swire syngenta sysco taisei takeda tata tdk techint telefonica telenor televisa temasek
  tencent tesco tesla tetrapak textron thales thermo_fisher thomson_reuters thyssen thyssenkrupp time_warner toshiba total_energies
  totalenergies toyo toyota tsmc tui tvs tyson uber ubs umicore unicredit unilever uniqlo valeo vattenfall vedanta veolia verizon vestas
  virgin vivendi vodafone voestalpine volkswagen volvo vopak votorantim walmart wartsila wells_fargo wesfarmers whirlpool wilmar wipro
  wolters_kluwer woolworths wurth xerox xiaomi yamaha yanmar yokogawa zalando zeiss zte
`;
