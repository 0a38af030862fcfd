/** Words that companies share without being one company. Own compilation. */
export const genericWordsVersion = '2026-11-26';

/** What a company does or is, and how it calls itself: alone these words name a trade, not a company. */
export const businessWords = `
  abadi academy access account accountancy accounting acoustic acquisition activity adhesive administration adventure adventures
  advertising advice advisor advisors advisory aero aeronautic aeronautics aerospace affiliate agency agent agri agribusiness agricola
  agricultural agriculture agro air aircraft airline airport airway alarm alarms alimentari alimentos alliance allied alloy alloys
  aluminum ambulance amusement analysis analytic animal animation antenna antique apartment apparel appliance appliances application
  appraisal architect architects architecture art arts asphalt assembly asset assets assicurazioni assistance associate association
  assurance assurances athletic auction audio audit auto automation automobile automobiles automotive aviation baby bakeries bakery
  baking banca banco bank banking banque bar barber batiment batteries battery bau beauty beer benefit beteiligung beteiligungs beverage
  bicycle bike bio biochemical biologic biologics biomedical bioscience biosciences biotech biotechnology board boat body book bookstore
  bottling boutique boxes brand brands bread breweries brewery brewing brick bridge broadcast broadcasting broker brokerage brokers
  brother brothers builder building bureau bus business businesses cab cabinet cable cafe camera camp campus candy capital car card
  cardio care cargo carpentry carpet carrier cars cash casino casting catering cattle cell cellular cement center ceramic certification
  chain chamber charity charter chemical child children chocolate church cinema circuit circuits city civil claims classic cleaner
  cleaners cleaning clinic clinical clothing cloud club coach coal coating coatings coffee collection college comercial comercializadora
  comercio commerce commercial commission commodities commodity communication communications community company component computer
  computers computing concept concepts concrete conditioning condominium confectionery conference connect connection conseil conseils
  consortium construcciones construction constructora consulenza consult consultancy consultant consulting consultoria consumer container
  contracting contractor control controls convenience conveyor cooling cooperativa cooperative copper copy corporate corporation cosmetic
  costruzioni cotton council counsel courier craft crafts creation creations creative credit crop cruise cryogenic culture custom customs
  cycle dairy dance data daughter deal dealer decor decoration defense delivery dental dentistry dermatology design designer designs
  detergent development device diagnostic diagnostics diamond dienst dienstleistungen diesel digital direct directory discount display
  disposal distillery distribuidora distribution distributor diving dock doctor doctors document dog dress drilling drink drinks drug
  drugs dyeing dynamic ecology ecommerce economic edilizia editora editorial education educational electric electrical electricite
  electricity electronic elevator employment energia energie energy engenharia engine engineering engines enterprise entertainment
  entreprise entreprises environment environmental equipment equity escrow estate estates event events exchange executive exhibition
  expert experts exploration export exportadora express fabric fabrica fabrication fabrics fabrique facilities facility factory familie
  family farm farmaceutica farming fashion fashions fastener federation feed ferry fertilizer fiber field figli filho filhos film films
  fils filter filters finance financial financing fire fish fisheries fishery fishing fitness fixture fleet floor flooring flour flower
  flowers foils food footwear forest forestry forge forum forwarding foundation foundry franchise fratelli freight frere freres fresh
  frozen fruit fruits fuel fund funding funds furnishing furnishings furniture gallerie gallery game gaming garage garden gardening
  garment garments gas gebruder general genetics gesellschaft gida gift gifts glass global golf goods government grafica grain graphic
  graphics grill grocer grocery group growers growth grundstucks guarantee guard guest gym hair handel handelsgesellschaft handlowe
  handlowy hardware haulage health healthcare hearing heat heating heavy helicopter herbal heritage hermanos hijos holding holiday
  holidays home homecare hospice hospital hospitality hosting hotel hoteles house household housing hydraulic hydraulics hydro hygiene
  ice image imaging immobiliare immobilien immobilier import importadora incubator indah independent industria industrial industriale
  industrias industrie industry informatica information informatique infrastructure ingegneria ingenieria ingredients inmobiliaria
  inmobiliarias innovation innovations innovative insaat inspection installation institute institution instrument instrumentation
  insulation insurance insurer integrated integration intelligence interactive interior interiors international internet inventory
  inversiones investment investor investors irmaos iron irrigation jaya jet jewelers jewelry job journal journey junior kinder
  kindergarten kitchen kitchens knitting label labor laboratories laboratorios laboratory land landscape landscaping language laser
  laundry law lawn lawyers learning leasing leather legal leisure lending lestari library license life lift light lighting limousine line
  linen liner lines link linkage liquid liquor livestock living loan loans local locksmith locomotive lodge logistic logistica logistik
  logistique lojistik lounge luggage lumber lux luxury machine machinery machining magazine magnet mail maintenance maison maker makers
  makina makmur mall management mandiri manufacturing marble marine maritime market marketing markets mart maschinen maschinenbau massage
  material materials meat mechanical mechanics media medical medicare medicine membership memorial mercantile merchandise merchandising
  merchant merchants metal metallurgical metals metalurgica meter method methods metro metropolitan micro microelectronics microscopy
  mill milling mine mineral minerals mining mobile mobility moda model modular money mortgage motor motorcycle motoring mountain mover
  movers movie moving multimedia municipal museum music mutual nakliyat national natural nature nautical navigation net network neural
  news newspaper nuclear nurse nursery nursing nutrition office offshore oil online operating operation operations operator opportunity
  optic optical optician options orchard organic organization original orthodontic orthopedic outdoor outlet outsourcing ownership
  packaging packing paint painting paints pallet paper park parking part partner partnership parts party passenger pasta patent pathology
  paving payment payments payroll pension people performance perfume perkasa persada personal personnel pest pet petro petrochemical
  petroleum pets pharmaceutical pharmacies pharmacy phone photo photography physical physician picture pigment pipe pipeline pipes pizza
  plan planning plant plants plastic platform plumbing polymer polymers pool pools port portfolio ports post postal poultry power
  practice precast precision preparation preservation press pressure primary print printer printers printing private process processing
  processor procurement prodaja produce producer producers producoes product production productions productos produkcyjne produtos
  professional program programming project projects promotion promotions property protection provision przedsiebiorstwo public
  publication publications publicity publisher publishers publishing pulp pump pumps purchasing quality quarries quarry quimica racing
  radio rail railroad railway railways ranch real realtors realty record recovery recreation recruiting recruitment recycling refinery
  refining refrigeration regional registry rehabilitation reinsurance relations relief relocation remodeling renewable renewables
  renovation rental rentals repair repairs report reporting research reserve resort resorts resource restaurant retail retailer rice risk
  road roads robotic robotics roof roofing rubber safety sale sales salon salvage sanayi sand sanitary satellite savings school science
  sciences scientific screen screening seafood search secure securities security seed seguros sejahtera self semiconductor seminar senior
  sensor sensors sentosa service services servicios servicos servizi settlement sewing ship shipbuilding shipping ships shipyard shirt
  shoe shoes shop shopping shops show sign signal signs silk sistemas sistemi site skin social society soft software sohn soil solar
  soluciones solucoes solution soluzioni son sound sourcing sparkasse special specialist specialists specialities speciality specialties
  specialty sport sportswear stadium stadtwerke staff staffing stage stainless stationery steam steel stock storage store stores
  strategic strategies strategy stroj structural structures student studio sugar supermarket supermarkets supplier supply support surf
  surgery surgical survey surveying surveyors syndicate system tailor tank tanker tanks tape tax taxi tea team technical technics technik
  technology tecnologia tekstil tele telecom telecommunication telephone television temple tennis test testing textile theater
  therapeutic therapeutics therapy thermal ticaret tile tiles timber tire title tobacco toll tool tooling tour tourism tours towing toy
  tracking tractor trade trader traders trading traffic trailer trailers training transfer transformation transit translation
  transmission transport transportation transportes transports trasporti travaux travel treatment tree trgovina truck trucking trucks
  trust tube tubes tuning turismo turizm tv university urban usluge uslugowe utama utilities utility vacation valuation valve valves van
  varnish vegetable vehicle vending venture ventures verlag versicherung versicherungen vertrieb vertriebs verwaltung verwaltungs vet
  veterinary video village vision vita vitamin voice volunteer warehouse warehousing warranty waste watch watches water wealth wear
  weather web wedding welding wellbeing wellness werk werke werkzeug wheel wheels wholesale wind window windows wine winery wire wireless
  wood wooden woodworking work works workshop workshops yacht yard yoga youth zaklad zaklady zone zonen zoo
`;

/** What companies call themselves by, and what says where, which or how large. */
export const qualifierWords = `
  a ace active actual advance advanced advantage africa african all alternative ambient america american arab arabian area argentine asia
  asian australian austrian authentic avenue basic bavarian belgian best better big bigger brazilian bright british bulgarian canadian
  central chilean chinese city classic clean clear colombian common community complete contemporary continental corner cosmopolitan
  county croatian crown czech danish deutsche deutscher deutsches direct district dutch east eastern easy egyptian eight eighth emirates
  english euro europe european fair fast federal federated federation fifth finnish first five flemish four fourth free french full
  future gallic general german global grand great greater greek home human hungarian hyper iberian icelandic imperial indian indonesian
  inner instant integrated inter intercontinental intra irish israeli italian italiana italiano japanese korean latin little local lower
  macro main major malaysian master max maximum mediterranean mega mexican micro mid middle midwest midwestern mini minor modern multi
  municipal my natural neo new next nine ninth nippon nordic north northeast northeastern northern northwest northwestern norwegian novel
  now old omni one open organic original our outer pakistani pan people peoples perfect persian peruvian plus polish popular population
  portuguese preferred premier premium primary prime principal pro professional progress progressive province provincial pure quick rapid
  regional reliable republic republica road romanian royal russian saudi scandinavian scottish second select selected serbian seven
  seventh simple six sixth slovak small smart south southeast southeastern southern southwest southwestern spanish special speed square
  standard state states street super superior supreme svenska swedish swift swiss taiwan ten tenth thai third three today tomorrow top
  total town traditional trans transcontinental true trusted turkish two ukrainian ultra unified union unique united unity universal
  universe unlimited upper value valued vietnamese village vital welsh west western world worldwide your
`;

/** Names of so many companies that two of one name are no proof: stars, beasts, stones, colours, trees, virtues, letters. */
export const popularWords = `
  merck woolworths dunlop budweiser
  abacus absolute academy accent access accord achieve acorn acropolis adriatic aegis aether agile alfa alliance allied alpha alpine
  altitude amber amethyst anchor angel apex apollo aqua aquarius arc arcadia arch archer arctic ares argo argus aria aries ark arrow
  artemis ascend ascent ash aspen aspire asset aster astra astro athena atlantic atlantis atlas atom aurora austral avalanche avalon
  avant avenue axiom axis azure baltic bamboo banner baron bay beacon bear bee bell benchmark beta birch black blossom blue bluebird bold
  bolt bond bravo breeze bridge brilliant bronze brook bull butterfly cactus cambridge camel canyon cap capitol cardinal caspian castle
  catalyst cedar century champion chance charm chase cherry choice chrome circle citadel citizen citizens civic cliff clover coast
  coastal cobalt colonial columbia comet compass concord concorde condor connect consolidated constellation coral core cornerstone corona
  cosmic cosmos cove creek crescent crest cross crossroads crystal cube cyber cypress daisy dawn daybreak delta desert destiny diamond
  discovery dolphin dominion dove dragon dream dreams duke dynamo dynasty eagle earth echo eclipse eco eden edge elan element elements
  elephant elevate elite elm ember emerald eminent emperor empire encore endeavor endeavour energy enigma epic equator equinox era
  essence eternal ethos evergreen evolution evolve excel excellence excelsior explorer falcon fidelity firefly firm flagship flame fleet
  flex focus forest forever fort fortress fortuna fortune forward foundation fountain fox freedom friendly frontier fusion galaxy gamma
  garden gate gateway gem gemini genesis genius giant glacier globe glory gold golden good grace granite grant gravity green griffin
  grove growth guardian gulf halo harbor harmony harvest haven hawk hazel heart heights helios helix hercules heritage hermes hero
  hexagon high highland hill hills holly hope horizon hub ibis icon idea ideal image impact impala imperial impulse independence indigo
  infinite infinity insight inspire integra integral integrity intersect iris iron island isle ivory ivy jade jaguar jasmine jet jewel
  journey jupiter keystone kinetic king kingdom kings knight lake lakeside lakeview landmark lark laser laurel lead leader legacy legend
  leo liberty light lighthouse lily lime link lion logic logo lotus loyal luna lunar lynx magic magna magnolia magnum majestic maple
  marble mariner maritime mars matrix maverick maxim meadow mercury meridian merit mesa meteor metropolis midland midway milestone
  millennium mint mirage modern moment momentum monarch monument moon mosaic motion mountain mustang nebula neptune nest nexus nile
  nimbus noble north nova novus oak oaks oasis ocean oceanic octagon odyssey olive olympia olympic olympus omega one onyx opal optima
  optimal optimum optimus opus orange orbit orchard orchid orient oriental origin orion osprey otter oxford pacific palace palm panda
  pantheon panther paradigm paradise paragon paramount partner path pathfinder patriot peach peacock peak pearl pegasus pelican penguin
  peninsula perennial phoenix pilgrim pillar pilot pine pinnacle pioneer pivot planet plateau platinum plaza point polar polaris pole
  portal positive prairie precision prestige pride prism promise prospect prosperity proton provident prudent pulse puma pyramid quality
  quantum quartz queen quest radiant radius rainbow raven reach realm red redwood reef reflex regal regency regent reliance reliant
  renaissance resolute revolution ridge rise rising river rivers riverside robin rock rocket rocky root rose rosewood rubicon ruby sage
  sail sakura salmon sapphire saturn savanna scorpion scout sea seal sequoia serene seven shamrock shark shield sierra sigma signature
  silk silver sirius sky skyline smile snow solid solstice solutions sonic source sovereign spark sparrow spectra spectrum sphere spider
  spirit spring springs spruce stable star stars stella stellar sterling stone stream strive strong success summer summit sun sunflower
  sunny sunrise sunset sunshine superb sure surge swan symphony synergy talent tango taurus tempo terra thames theta thunder tide tiger
  titan titanium topaz torch tornado tower towers trail treasure trend tri triad triangle trident trinity triton triumph trojan tulip
  turbo turtle twin ultima umbrella unicorn unison universe uranus urban utopia valley valor value vanguard vantage vector vega velocity
  venture venus verde vertex vertical victor victoria victory viking village vine vintage violet virtue vision vista vital vivid voyage
  voyager vulcan walnut wave waves west wild willow wind wing wings winner winter wise wolf wonder yellow zebra zen zenith zephyr zero
  zeta zeus zodiac zone
`;
