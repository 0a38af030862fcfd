/** Surnames so common that a company called by one alone may be any family's: the most frequent of each country, own compilation. */
export const surnamesVersion = '2026-11-26';

export const surnames = `
  abdullah abe abubakar adams adeyemi agarwal aggarwal aguilar ahmad ahmed ahn akhtar albrecht alekseev alexander ali allen almeida
  alonso alvarado alvarez alves amato andersen anderson andersson andrade andre andreassen andreev andrews angelis angelo antunes aoki
  araujo arias armstrong arnaud arnold arslan asante aslan atkinson aubert austin avraham awad axelsson aydin azevedo azoulay babic bae
  baek bailey baker bakker balaz balogh balogun banerjee barbier barbieri barbosa barker barnes barone barros batista bauer baumann
  bautista beck becker beek bell bello benedetti benes bengtsson benitez bennett beranger berg berger bergeron berglund bergmann
  bergstrom bernard berry bertrand bianchi bianco bishop biton bjork black blanc blanchard blanco blom boateng boer bohm bondarenko
  bonnet bos bose botha bouchard bourgeois bowman boyd boyer boyko bradley brandt braun broek brooks brouwer brown bruce bruijn brun
  brunet brunner bruno bryant bui burke burns burton busch butler butt byrne caballero cabrera cai calvo campbell campos cano cao caputo
  carbone cardoso carlson carlsson carmona caron carpenter carr carrasco carroll carter caruso carvalho castillo castro cattaneo celik
  cerny cetin chan chapman chatterjee chaudhary chavez chen cheng cheung chevalier cho choi chopra chowdhury christensen christiansen
  ciobanu claes clark clarke clarkson clement coelho coetzee cohen colas cole coleman collins colombo conte conti contreras cook cooper
  coppola correia cortes costa cote cox craig crawford crespo cruz cunha cunningham dabrowski dahan dahl dang daniels danielsson das
  david davies davis dean declercq dekker delgado demir deng denis desai dewolf diallo dias diaz dietrich diez dijk dijkstra dimitrov
  ding diop dixon djordjevic dlamini dogan doherty dominguez dong doyle du dubois dufour dumas dumitru dumont duncan dunn duong dupont
  dupuis duran durand dutta duval dvorak eder edwards egger egorov eide eklund elliott ellis endo engel engstrom eriksen eriksson ernst
  espinoza esposito estrada evans fabbri fabre fall farina farkas faure fedorov feng ferguson fernandes fernandez fernando ferrara
  ferrari ferraro ferreira ferrer ferri fiala fischer fisher flores fonseca fontaine fontana ford forsberg fortin foster fourie fournier
  fowler fox francois frank franke franklin fraser fredriksson freeman frei freitas friedman friedrich fuchs fuentes fujii fujita
  fujiwara fukuda fuller gagne gagnon gaillard gallagher gallego galli gallo gao garcia gardner garnier garrett garrido garza gatti
  gaultier gauthier gautier gentile george georgiev georgiou gerard gerber gheorghe ghosh gibson gil gilbert gimenez giordano girard
  giraud giuliani goh gomes gomez goncalves gonzales gonzalez goossens gordon goto gotz govender graaf grabowski graf graham grant grassi
  grasso gray greco green greene griffin griffiths groot gross gruber guerin guerrero gundersen gunther guo gupta gustafsson gustavsson
  gutierrez guzman haan haas haddad hagen hahn hajek hakansson hall halvorsen hamad hamalainen hamilton han hansen hanson hansson harada
  harper harris harrison hart hartmann harvey hasegawa hashimoto hassan haugen hawkins hayashi hayes heijden heikkinen heinonen heinrich
  henderson hendriks henriksen henriksson henry hernandez herrera herrero herrmann heuvel hicks hidalgo ho hoang hoekstra hofer hoffman
  hoffmann hofmann holm holmes hong horak horn horvat horvath hossain howard howell hu huang huber hubner hudson hughes huisman hunt
  hunter hussain hussein huynh hwang ibanez ibrahim iglesias ikeda ilic inoue ionescu iqbal ishii ishikawa islam ito ivanov iversen iyer
  jablonski jackson jacobs jacobsen jager jain jakobsen james jang jankowski jansen janssen janssens jansson jarvinen jean jelinek
  jenkins jensen jeon jesus jiang jimenez johannessen johansen johansson johnsen johnson johnston joly jones jong jonsson jordan
  jorgensen joshi jovanovic juhasz jung kaczmarek kaiser kamau kaminski kaneko kang kapoor kara karlsen karlsson kato kaya keita keller
  kelley kelly kennedy khalil khan khanna khoury khumalo kilic kim kimura king kiss kjaer klein knezevic knight knudsen knutsen kobayashi
  koc koch koh kohler kok kondo konig korhonen koskinen koster kovac kovacs kovalenko kowalczyk kowalski kozlov kozlowski kral kramer
  kraus krause kravchenko krawczyk kristensen kristiansen krol kruger kruse kucera kuhn kuiper kuipers kumar kunz kurt kuznetsov
  kwiatkowski kwon lacroix laine lakatos lam lambert lambrechts lane lang lange larsen larson larsson lau laurent lavoie lawrence lawson
  lebedev leblanc leclerc leclercq lee leeuwen lefebvre lefevre legrand lehmann lehtinen lehtonen leitner lemaire lemoine leon leone
  leroux leroy leung levy lewandowski lewis li liang lim lima lin lind lindberg linden lindgren lindner lindstrom little liu lloyd
  lombardi lombardo longo lopes lopez lorenz lorenzo lovas lozano lu luca lucas ludwig lukasik luna lund lundberg lundgren lundin
  lundqvist luo ly lynch ma maas macdonald machado macleod madsen maeda maes magnusson mahmoud maier majewski makarov makela makinen
  maldonado malhotra malik mancini mansour marchand marchetti marek mariani maric marie marin marini marino markovic marques marquez
  marshall martin martinelli martinez martini martins mason masson matei mathieu matos matsuda matsumoto matthews mattsson maurer mayer
  mayr mazur mazza mccarthy mccoy mcdonald medina meer mehta meier meijer mejia melnyk melo mendes mendez mendoza menon mensah mercier
  mertens merwe messina meunier meyer michalski michel mikhailov miller mills mishra mitchell miura mizrahi mkhize moen mohamed mohammed
  mokoena molina moller molnar monteiro montero montgomery monti moon moore mora morales moreau moreira morel morelli moreno moretti
  morgan mori morin morozov morris morrison mortensen moser moura moya mueller mukherjee mulder muller munoz munteanu murakami murphy
  murray musa mwangi myers nagy naidoo naidu nair nakagawa nakajima nakamura nakano nascimento nasser navarro ndiaye ndlovu nel nelson
  nemec nemeth neumann neves ng ngo nguyen nichols nicolas nielsen niemi nieminen nieto nikitin nikolaev nikolic nikolov nilsen nilsson
  nishimura nkosi noel novak novakova novikov novotny nowak nowakowski nunes nunez obrien ocampo ochieng oconnor ogawa ogunleye oh okada
  okafor okamoto okonkwo oliveira oliver olivier olofsson olsen olson olsson oneill ong ono orlov ortega ortiz osei ota otieno otto
  ouellet owen owens owusu ozdemir ozkan ozturk padilla palmer palumbo pan pandey papadopoulos papp pappas parisi park parker parra parry
  pascual pastor patel patterson pavlov pawlowski payne pedersen peeters pellegrini pellegrino pelletier pena peng pereira perera peretz
  perez perkins perrin perry persson peters petersen peterson petersson petit petrov petrovic pettersen pettersson pfeiffer pham phan
  philippe phillips picard pichler pierce pillai pinto piotrowski pires pohl pokorny popa popescu popov porter pospisil postma poulsen
  powell pretorius price prieto prins prochazka pugh qureshi radu rahman ramirez ramos rao rasmussen ray reddy reed reid reis reiter ren
  renard renaud rey reyes reynolds ribeiro ricci rice richard richards richardson richter riley rinaldi rios rivera rizzi rizzo robert
  roberts robertson robin robinson rocha roche rodrigues rodriguez roger rogers rojas rolland roman romano romero rose ross rossetti
  rossi roth rousseau roussel roux roy rubio ruiz russell russo rusu ruzicka ryan saarinen saeed saez sahin saito sakamoto sala salazar
  saleh salem salminen samuelsson sanchez sandberg sanders sandoval sanna santana santiago santis santoro santos sanz sasaki sato sauer
  schafer schmid schmidt schmitt schmitz schneider scholz schouten schreiber schroder schubert schulte schultz schulz schumacher schuster
  schwarz scott sedlak seidel seifert semenov seo serra serrano shah sharma shaw sheikh shevchenko shimizu shin shukla siddiqui silva
  silvestri simmons simoes simon simpson sims simsek sinclair singh sithole sjoberg smirnov smit smith smits snyder soares sokolov
  solberg soler sommer song sorensen soto sousa souza spencer stan stein steiner stepanov stephens stevens stewart stoica stojanovic
  stone su suarez sullivan sun suter suzuki svendsen svensson svoboda szabo szymanski takacs takahashi takeuchi tamura tan tanaka tang
  taylor teixeira teo testa thomas thompson thomsen tian tiwari tkachenko torres toth toure tran traore tremblay tucker turner valdez
  valentini varga vargas vasiliev vasquez vazquez veen veenstra vega velasco venter verhoeven verma vermeulen vesely vicente vidal vieira
  vincent virtanen visser vitale vliet vo vogel vogt voigt volkov vos vries vu wada wagner walker wallace wallin wallis walsh walter wang
  wanjiru ward warren washington watanabe watkins watson weaver webb weber wei weiss welch wells werner west wheeler white widmer
  wieczorek willems williams williamson willis wilson winkler winter wisniewski wit wojciechowski wojcik wolf wong wood woods wouters
  wozniak wright wrobel wu wyss xiao xie xu yadav yamada yamaguchi yamamoto yamashita yamazaki yang ye yeung yildirim yildiz yilmaz yoo
  yoon yoshida young yu yuan zajac zakharov zeng zhang zhao zheng zhou zhu ziegler zielinski zimmermann zulu
`;
