/** How a country's telephone numbers are written inside it. */
export interface DialPlan {
  /** ISO 3166-1, two letters. */
  readonly country: string;
  /** Country code, ITU-T E.164. */
  readonly dial: string;
  /** Digits put before a national number inside the country, left out from abroad; '' where there are none. */
  readonly trunk: string;
}

/** Country codes as assigned by ITU-T E.164 (list of 2016 with its amendments), countries by code. */
// prettier-ignore
const codes: Readonly<Record<string, string>> = {
  '1': 'US CA', '1242': 'BS', '1246': 'BB', '1264': 'AI', '1268': 'AG', '1284': 'VG', '1340': 'VI', '1345': 'KY', '1441': 'BM', '1473': 'GD',
  '1649': 'TC', '1664': 'MS', '1670': 'MP', '1671': 'GU', '1684': 'AS', '1721': 'SX', '1758': 'LC', '1767': 'DM', '1784': 'VC', '1787': 'PR',
  '1809': 'DO', '1868': 'TT', '1869': 'KN', '1876': 'JM', '20': 'EG', '211': 'SS', '212': 'MA EH', '213': 'DZ', '216': 'TN', '218': 'LY',
  '220': 'GM', '221': 'SN', '222': 'MR', '223': 'ML', '224': 'GN', '225': 'CI', '226': 'BF', '227': 'NE', '228': 'TG', '229': 'BJ',
  '230': 'MU', '231': 'LR', '232': 'SL', '233': 'GH', '234': 'NG', '235': 'TD', '236': 'CF', '237': 'CM', '238': 'CV', '239': 'ST',
  '240': 'GQ', '241': 'GA', '242': 'CG', '243': 'CD', '244': 'AO', '245': 'GW', '246': 'IO', '248': 'SC', '249': 'SD', '250': 'RW',
  '251': 'ET', '252': 'SO', '253': 'DJ', '254': 'KE', '255': 'TZ', '256': 'UG', '257': 'BI', '258': 'MZ', '260': 'ZM', '261': 'MG',
  '262': 'RE YT', '263': 'ZW', '264': 'NA', '265': 'MW', '266': 'LS', '267': 'BW', '268': 'SZ', '269': 'KM', '27': 'ZA', '290': 'SH',
  '291': 'ER', '297': 'AW', '298': 'FO', '299': 'GL', '30': 'GR', '31': 'NL', '32': 'BE', '33': 'FR', '34': 'ES', '350': 'GI',
  '351': 'PT', '352': 'LU', '353': 'IE', '354': 'IS', '355': 'AL', '356': 'MT', '357': 'CY', '358': 'FI AX', '359': 'BG', '36': 'HU',
  '370': 'LT', '371': 'LV', '372': 'EE', '373': 'MD', '374': 'AM', '375': 'BY', '376': 'AD', '377': 'MC', '378': 'SM', '380': 'UA',
  '381': 'RS', '382': 'ME', '383': 'XK', '385': 'HR', '386': 'SI', '387': 'BA', '389': 'MK', '39': 'IT VA', '40': 'RO', '41': 'CH',
  '420': 'CZ', '421': 'SK', '423': 'LI', '43': 'AT', '44': 'GB GG IM JE', '45': 'DK', '46': 'SE', '47': 'NO SJ', '48': 'PL', '49': 'DE',
  '500': 'FK', '501': 'BZ', '502': 'GT', '503': 'SV', '504': 'HN', '505': 'NI', '506': 'CR', '507': 'PA', '508': 'PM', '509': 'HT',
  '51': 'PE', '52': 'MX', '53': 'CU', '54': 'AR', '55': 'BR', '56': 'CL', '57': 'CO', '58': 'VE', '590': 'GP BL MF', '591': 'BO',
  '592': 'GY', '593': 'EC', '594': 'GF', '595': 'PY', '596': 'MQ', '597': 'SR', '598': 'UY', '599': 'CW BQ', '60': 'MY', '61': 'AU CX CC',
  '62': 'ID', '63': 'PH', '64': 'NZ PN', '65': 'SG', '66': 'TH', '670': 'TL', '672': 'NF AQ', '673': 'BN', '674': 'NR', '675': 'PG',
  '676': 'TO', '677': 'SB', '678': 'VU', '679': 'FJ', '680': 'PW', '681': 'WF', '682': 'CK', '683': 'NU', '685': 'WS', '686': 'KI',
  '687': 'NC', '688': 'TV', '689': 'PF', '690': 'TK', '691': 'FM', '692': 'MH', '7': 'RU KZ', '81': 'JP', '82': 'KR', '84': 'VN',
  '850': 'KP', '852': 'HK', '853': 'MO', '855': 'KH', '856': 'LA', '86': 'CN', '880': 'BD', '886': 'TW', '90': 'TR', '91': 'IN',
  '92': 'PK', '93': 'AF', '94': 'LK', '95': 'MM', '960': 'MV', '961': 'LB', '962': 'JO', '963': 'SY', '964': 'IQ', '965': 'KW',
  '966': 'SA', '967': 'YE', '968': 'OM', '970': 'PS', '971': 'AE', '972': 'IL', '973': 'BH', '974': 'QA', '975': 'BT', '976': 'MN',
  '977': 'NP', '98': 'IR', '992': 'TJ', '993': 'TM', '994': 'AZ', '995': 'GE', '996': 'KG', '998': 'UZ',
};

/** National prefixes other than 0, by the numbering plans of the countries (ITU operational bulletin no. 994, annex). */
const trunks: Readonly<Record<string, string>> = { '7': '8', '36': '06', '370': '8', '375': '8', '993': '8', '52': '01' };
/** Countries that put nothing before a national number, so that a leading 0, as in Italy, belongs to it. */
// prettier-ignore
const without = new Set(
  '1 30 34 351 352 354 356 357 371 372 376 377 378 39 420 423 45 47 48 500 501 502 503 504 505 506 507 508 509 53 56 65 673 674 675 676 677 678 679 852 853 965 968 973 974'.split(' '),
);

/** National prefix in front of numbers of a country code; codes of the North American plan have none that is not a country code. */
const trunkOf = (dial: string): string => trunks[dial] ?? (without.has(dial) || /^1\d{3}$/.test(dial) ? '' : '0');

/** Every country's way of writing telephone numbers. */
export const dialPlans: readonly DialPlan[] = Object.entries(codes).flatMap(([dial, countries]) =>
  countries.split(' ').map((country) => ({ country, dial, trunk: trunkOf(dial) })),
);
