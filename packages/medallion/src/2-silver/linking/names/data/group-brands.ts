/**
 * Words that one large group alone trades under, in many businesses: two companies that begin with such a word are of one house, and when
 * the rest differs they are different businesses of it. No ordinary words and no common surnames. Own compilation.
 */
export const groupBrandsVersion = '2026-11-26';

export const groupBrands = `
  3m abb abbott accenture accor acer adani adidas aditya_birla adnoc adobe adyen aegon aeon ahold aig airbnb airbus akzo akzonobel
  alcatel alcoa alibaba allianz alstom amadeus amazon amgen anglo_american ansys aptiv aramco arcelormittal arcor areva
  astra_international astrazeneca asus atlas_copco autodesk aviva axa axiata ayala baidu bajaj bandai barclays basf bayer bbva
  bertelsmann bharti bhp bidvest bilfinger bimbo birla blackrock blackstone bmw bnp_paribas boeing bombardier bosch bouygues bp bpce
  bradesco bridgestone broadcom brose bunge burberry byd bytedance campari canon capgemini capitaland cargill carlsberg carrefour casio
  caterpillar cemex cencosud cez charoen_pokphand cheniere chevron china_mobile chrysler chubb ciba cigna cimb cisco citic citigroup cj
  ck_hutchison clariant cnh coca_cola cofco colgate colruyt comcast conagra conocophillips continental_automotive coop_schweiz corning
  costco covestro credit_agricole credit_mutuel credit_suisse cummins cvs dachser daewoo dai_ichi daikin daimler daiwa danaher danfoss
  dangote danone danske_bank dassault dbs deere dekra delhaize dell deloitte denso dentsu desjardins deutsche_telekom dhl diageo disney
  djarum dogus doosan dsm dupont ebay ecolab eczacibasi edeka edf edp eiffage electrolux embraer enel engie eni enka equinor ericsson
  erste essilor etihad evonik exelon exxon exxonmobil facebook falabella faurecia faw fedex femsa ferrero ferrovial festo fiat
  finmeccanica flextronics fluor fonterra formosa fosun foxconn fpt fresenius freudenberg fujifilm fujitsu galp gazprom ge geely
  general_dynamics genting gerdau givaudan glencore gm godrej godrej_boyce goldman goldman_sachs google groupama grupo_bimbo gs gsk
  gudang_garam h_m haier halliburton hanjin hankook hanwha hapag_lloyd harley_davidson harman hasbro hcl hd_hyundai heidelberg heineken
  hella henkel heraeus hero_moto hilti hindalco hisense hitachi hm hochtief holcim honda honeywell hp hpe hsbc huawei hutchison hyatt
  hyundai iberdrola ibm icbc idemitsu ikea inditex infineon infosys ingersoll intel intuit isuzu itau itochu iveco jardine jbs jcdecaux
  jd jeronimo_martins jindal johnson_controls johnson_johnson jollibee jpmorgan kajima kawasaki kawasaki_heavy kbc kddi kellogg kepco
  keppel kia kirin kloeckner komatsu kongsberg konica kpmg kroger krupp kubota kuehne_nagel kuka kumho kyocera lafarge lagardere
  larsen_toubro lego lenovo lg liebherr lippo lixil lockheed lockheed_martin lonza loreal lotte lufthansa lukoil lvmh maersk mahindra
  mahindra_mahindra mahle mapfre marks_spencer marriott marubeni mattel maybank mazda mcdonalds mckinsey mediaset mediatek mediobanca
  medtronic meituan mercadona mercedes merck metlife michelin microsoft midea miele migros mitsubishi mitsui mizuho moelis mondelez
  monsanto motorola mtn mufg murata naspers natixis neste nestle netflix nike nikon nintendo nissan nokia nomura nordea northrop_grumman
  novartis novo_nordisk ntt nvidia ocbc odebrecht oetker olam omron omv ongc orlen osram otp panasonic paypal pegatron pemex pepsi
  pepsico petrobras petrochina petrogal petron petronas peugeot pfizer philips piaggio ping_an pirelli pkn_orlen pko porsche posco
  procter procter_gamble prosus proximus ptt pwc pzu qantas qualcomm raiffeisen randstad ratp raytheon reckitt reliance_industries
  reliance_jio renault repsol rewe rheinmetall ricoh rio_tinto roche rosneft rothschild rwe ryanair saab sabanci sabic safran saic
  saint_gobain salesforce salim samsonite samsung san_miguel sandvik sanlam sanofi santander sanyo sap sasol sberbank scg schaeffler
  schindler schlumberger schneider_electric seagate sekisui shimadzu shiseido shoprite siam_cement siemens sika sime_darby sinar_mas
  singtel sinochem sinopec sk skanska skf skoda sm_investments smbc snam sncf sodexo softbank sojitz solvay sonae sony starbucks
  stellantis stora_enso strabag stryker subaru sumitomo sun_hung_kai swarovski swire swisscom syngenta sysco taisei takeda tata tcl tdk
  techint telefonica telenor televisa telia telstra temasek tencent terna tesco tetrapak textron thai_beverage thales thermo_fisher
  thomson_reuters thyssen thyssenkrupp time_warner tnt toshiba total_energies totalenergies toyo toyota trumpf tsmc tui tuv_rheinland
  tuv_sud tvs tyson uber ubs umicore unicredit unilever uniqlo uob ups valeo vattenfall vedanta veolia verizon vestas viettel vinamilk
  vingroup virgin vivendi vmware vodafone voestalpine volkswagen volvo vopak votorantim walgreens walmart wartsila wesfarmers whirlpool
  wilmar wipro wolters_kluwer wurth xerox xiaomi yamaha yanmar yokogawa zalando zeiss zf_friedrichshafen zte
`;
