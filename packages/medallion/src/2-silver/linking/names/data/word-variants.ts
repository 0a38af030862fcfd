/**
 * One word for the ways people write it: abbreviations, singular and plural of business words, British and American spelling. Left of the
 * colon the word that stands for all. Own compilation.
 */
export const wordVariantsVersion = '2026-11-26';

export const wordVariants = `
  koninklijke: koninkl konink koninklyke
  technology: technologies tech techs technol techn technologie tecnologia tecnologias technik
  international: intl internat internl internationals
  national: natl nat
  manufacturing: mfg manuf mnfg manufacture manufactures manufacturers manufacturer mfrs mfr
  engineering: eng engg engrg engineers
  service: services svc svcs serv servs srvcs srv svs
  communication: communications comms commns
  telecommunication: telekom telekomunikasyon telecommunications telecom telecomm telecoms telecomms telco
  industry: industries ind inds indus
  industrial: indl industrials
  solution: solutions solns soln sols solutn
  laboratory: laboratories labs lab laboratoires laboratoire laboratorios laboratorio
  pharmaceutical: pharmaceuticals pharma pharm pharms pharmaceutica pharmaceutics
  system: systems sys syst systemes sistemas sistemi
  distribution: dist distr distrib distributions
  distributor: distributors
  construction: constr constrn constructions const
  holding: holdings hldgs hldg hlds
  financial: fin finl financials
  finance: finances
  insurance: ins insur
  assurance: assur
  brother: brothers bros bro
  son: sons
  daughter: daughters
  advanced: adv advd
  machinery: mach machineries
  machine: machines
  electronic: electronics elec electr electron
  electrical: elect electricals
  product: products prod prods
  property: properties props propty
  resource: resources rscs
  associate: associates assocs
  association: assoc assn
  enterprise: enterprises ent entpr entps
  partner: partners ptnrs
  management: mgmt mgt mgmnt
  marketing: mktg mkting
  development: dev devt developments
  equipment: equip eqpt equipments
  department: dept dpt
  government: govt
  institute: inst institut instituto
  university: univ universite universitat universidad universita universiteit
  hospital: hospitals hosp
  group: grp groupe gruppe grupo gruppo groep
  transport: transports transp
  transportation: trnsptn transportn
  research: rsch resrch
  chemical: chemicals chem chems
  material: materials matls mtls
  metal: metals
  motor: motors mtrs
  airline: airlines
  airway: airways
  food: foods
  beverage: beverages bev bevs
  hotel: hotels
  instrument: instruments instr
  tool: tools
  toy: toys
  game: games
  sport: sports
  plastic: plastics
  ceramic: ceramics
  textile: textiles
  network: networks netwk netwks
  semiconductor: semiconductors semicon
  investment: investments invest invs
  venture: ventures
  consultant: consultants
  consulting: consult consultg
  contractor: contractors
  supply: supplies
  supplier: suppliers
  store: stores
  restaurant: restaurants
  export: exports
  import: imports
  component: components
  analytic: analytics
  robotic: robotics
  logistic: logistics logist
  optic: optics
  cosmetic: cosmetics
  medical: med
  device: devices
  center: centre ctr centers centres
  defense: defence
  tire: tyres tyre tires
  jewelry: jewellery
  color: colour colors colours
  fiber: fibre fibers fibres
  aluminum: aluminium
  labor: labour
  organization: organisation org
  program: programme programs programmes
  theater: theatre theatres theaters
  gray: grey
  harbor: harbour
  power: pwr
  express: xpress
  first: 1st
  second: 2nd
  third: 3rd
  fourth: 4th
  fifth: 5th
  sixth: 6th
  seventh: 7th
  eighth: 8th
  ninth: 9th
  tenth: 10th
  saint: st sainte
  mount: mt
  fort: ft
  gebruder: gebr gebroeders
  sohn: sohne soehne
  handel: handels handelsgesellschaft
  airport: airports
  school: schools
  college: colleges
  seed: seeds
  fertilizer: fertilizers fertiliser fertilisers
  courier: couriers
  book: books
  mine: mines
  garden: gardens
  home: homes
  house: houses
  builder: builders
  apartment: apartments
  vehicle: vehicles
  part: parts
  wine: wines
  farm: farms
  label: labels
  print: prints
  mill: mills
  oil: oils
  gas: gases
  bank: banks
  fund: funds
  trust: trusts
  record: records
  studio: studios
  picture: pictures
  application: applications apps app
`;

/** Words that only tie others together; dropped between words, not at the ends. */
export const connectors = 'and und et y e en og och i ja ve ed';

/** Words that give order a meaning: "University of York" is not "York University". */
export const orderingWords = 'of de du des del della delle di do da dos das von vom van der den for pour para zu zur zum';

/** Roman numerals as digits; the single letters count only at the end of a name. */
export const romanNumerals: Readonly<Record<string, string>> = {
  i: '1', ii: '2', iii: '3', iv: '4', v: '5', vi: '6', vii: '7', viii: '8', ix: '9', x: '10', xi: '11', xii: '12', xiii: '13', xiv: '14', xv: '15', xvi: '16', xvii: '17', xviii: '18', xix: '19', xx: '20', xxi: '21', xxii: '22',
}; // prettier-ignore
