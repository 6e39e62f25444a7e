/** What bears the name of a country and is none: rivers, towns, languages, states of the past, firms. */

import { readLayer } from '../../src/cli/files.js';
import { mergeLayers } from '../../src/core/knowledge/layers.js';
import { Recognizer } from '../../src/core/recognize/recognizer.js';
import { findsWith } from '../support/finds.js';

const { knowledge } = mergeLayers([readLayer('knowledge', 'built-in').layer]);
const finds = findsWith(new Recognizer(knowledge));

suite('rivers', () => {
  finds('A boat sank on the Congo near Mbandaka. A ferry on the Congo capsized.');
  finds('The Congo flooded parts of «Kinshasa»; they crossed the Congo by canoe.');
  finds('Rebels in the «Congo» near the border fled. The «Congo» is rich in cobalt. A report on the «Congo».');
  finds('Rebels crossed into the «Congo» from «Rwanda»; the army of the «Congo» fled.');
  finds('The men of «Israel» crossed the Jordan at Gilgal. «Israel» took the land west of the Jordan.');
  finds('The Jordan flows south. The east bank of the Jordan is steep.');
  finds('Refugees crossed into «Jordan». They crossed «Jordan» by bus. The «Jordan» government said so.');
  finds('The Niger flooded two districts of «Bamako». A bridge spanning the Niger opened.');
  finds('Troops crossed «Niger». The «Niger» army said so.');
  finds('The Senegal rose after the rains. The «Senegal» team won.');
  finds('The Senegal river, the Congo river and the Jordan river.');
  finds('In «Niger», river floods killed 40. In «Jordan», river levels fell.');
});

suite('towns of the United States', () => {
  finds('She moved from Lebanon, Texas to the coast.');
  finds('Lebanon, Maine\nYork County');
  finds('Cuba, New Mexico, is a village. Egypt, Mississippi is a town.');
  finds('He was raised in Lebanon, Georgia, by an aunt. She lives in Egypt, Georgia.');
  finds('He lives in Peru, IN 46970, she in Norway, MI, they in Lebanon, TN.');
  finds(
    'Lebanon, Pa., and Poland, Me.; Jordan, Mont., China, Tex.; Peru, Ill., Lebanon, N.H., Peru, N.M., Poland, Ga.',
  );
  finds('Jamaica, New York, and Denmark, South Carolina; Malta, Montana; Panama, Oklahoma; Turkey, Texas.');
  finds('Norway, Iowa; Sweden, New York; Wales, Alaska; Scotland, South Dakota; Ireland, Indiana; Poland, Ohio.');
  finds('The Lebanon, N.H.-based firm bought a Peru, Indiana-based one.');
  finds('In «China», California-based Apple said so; «Jordan», «N. Korea» and «Iran» agreed.');
  finds('In Panama, Oklahoma in 1950, and in Turkey, North Carolina where he was born.');
  finds('Officials from «Lebanon», «Jordan» and «Georgia» met. Talks between «Lebanon», «Georgia» and «Armenia».');
  finds('In «Lebanon», «Georgia» is admired. «Lebanon», «Georgia», «Jordan» and «Egypt» signed.');
  finds('«Mexico», Texas reach deal over border checks');
  finds('After a visit to «China», California Governor Jerry Brown said so.');
  finds('In «Mexico», Texas Gov. Greg Abbott met officials.');
  finds('Trade between «Canada», «Mexico» and Texas grew, that between «Mexico», Texas and California too.');
  finds('«LEBANON», IN TALKS WITH «ISRAEL», SAYS SO');
  finds('«Tunisia», TN; «Israel», IL; «Canada», CA');
});

suite('a town that the text says to be one', () => {
  finds('Peru is a city in Miami County, Indiana. Peru has a circus; he lives in Peru.');
  finds('Jordan is a city in Scott County, Minnesota.\n\nIt is near Jordan High School. The people of Jordan vote.');
  finds('Sherman Lee of Lebanon, Pa., and Ann of Lebanon met.');
  finds('Poland is a town in Herkimer County, New York. Cuba is a village in Fulton County.');
  finds('Sherman Lee of Lebanon, Ohio, and Ann of «Lebanon» met the «Lebanese» consul.');
  finds('He flew from Norway, Maine, to «Norway», and the «Norwegians» were kind.');
  finds('«Peru» is a country. Indiana is none, and «Peru» is large.');
});

suite('a line that ends behind a country', () => {
  finds('nationality: «Iran»\nPetropack Ltd is a firm.');
  finds('birthPlace: Maiwand, Kandahar Province, «Afghanistan»\nAhmad Noor Agha is a senior leader.');
  finds(
    'He was sent back by plane, as the police have said, to «Canada»\nReacting to the release of a video, the group of all his old friends said so.',
  );
  finds('The airline that everybody in the whole of the region knows is Kenya\nAirways, which flies to towns.');
  finds('The firm which everybody in the whole of the region knows is Japan\nTobacco Inc., which sells to them.');
});

suite('departments that share their end', () => {
  finds('The «State» and «Defense Departments» agreed; the State and Homeland Security Departments did not.');
});

suite('people behind their first names', () => {
  finds('J. England and R. Wales played well; W. Ireland batted. 1 P. France (Ryton); 2 D. English; M. Welsh.');
  finds('Richard Finn, Dr Andrew Turk, Robert Dane, Mrs. John Dane and Viorel Moldovan came; «Finns» did.');
  finds('Dr. Leila Denmark gave prizes to Sir Charles Oman, Sidney Gambia, Penny Ireland and Abel French.');
  finds('He flew to «San Juan» «Puerto Rico»; in «Port Louis» «Mauritius» is at home.');
  finds('Since «World War I». «Germany» paid. In Group C. «Spain» won; so did «Finn» and «Turk».');
});

suite('bodies and firms with a country behind them', () => {
  finds('Dairy Australia, Statistics Canada and Athletics Kenya agreed; Surfing New Zealand did not.');
  finds('Red Star of «Yugoslavia» won; the Star of India sank.');
  finds('He took US-75 and U.S. Route 20; see 410 U.S. 113. The «U.S.» 7th Fleet sailed.');
  finds('They paid NZ$2m and US$5m; «NZ» lost.');
  finds('The «French» Open, the «Hungarian» Grand Prix and the «US» Open were on.');
  finds(
    'The «Monaco» Grand Prix, the «Qatar» Open and the «Hong Kong» Sevens were on; the China Open University was not.',
  );
  finds(
    'In the «Middle East», «India» and «Japan» trade grew; «Tobago» is small; ethnic «Chinese» fled; East India is old.',
  );
  finds('The «Ukraine» war goes on. The Formosa Inn and Macedonia Brook are there.');
  finds(
    '«Oxfam» Ireland, NHS England and Telefónica Germany asked; Horse Racing Ireland and «Transparency International» Kenya did not.',
  );
  finds('Chevron U.S.A. Inc. appealed. Honda (USA) Inc. sued Sony (U.S.) Ltd. The «U.S.» incurred debts.');
  finds('The Jordan & Sons bakery; a «Jordan» & «Israel» treaty');
  finds('«Colombia» won the Copa. Force India dropped a driver. It aired on WGN America.');
  finds("A Plaid Cymru member spoke. The American Legion and American Depositary Shares; «Kenya»'s national union");
  finds('The Australian National University published it. «Australian» nationals left.');
  finds('The Journal of Korean Medical Science; Annals of Saudi Medicine.');
  finds('The Royal Irish Regiment, Irish Guards, Welsh Guards, Royal Scots and Scots Guards marched.');
  finds(
    'The international community called «Israel» to account. «Israeli» Orthodox parties quit; «American» Orthodox Jews.',
  );
  finds(
    'In the Air Force, «India» has jets. «Bulgarian» bags gold; «Norwegian» Star Haaland Scores Four; a «French» twist',
  );
  finds('State Archives of «Serbia». «France» & Co. will not pay. Hundreds of «Scots», Guards included');
  finds('He set up a «US» LLC. In the «U.S.», Inc. magazine wrote.');
  finds(
    'In the Copa «Bolivia» have not won. «Syrian» Orthodox Christians left. The «Italian» Job Market Is Recovering.',
  );
  finds(
    '«New Zealand» «White House» talks failed. The «Lebanese» cedar stands. The Official Journal of the «Tunisian Republic»',
  );
});

suite('languages in lists', () => {
  finds('The two official languages are Marshallese and English. The languages include Danish and Greenlandic.');
  finds('Available languages: Bulgarian, Czech, Danish.');
  finds('Originals: English/French. It was published in English/French.');
  finds('Languages: Portuguese (official), Spanish and English.');
  finds('British Sign Language is recognised in law.');
  finds('Many speak Low German at home. The poem is in Low German; High German is taught.');
  finds('The town (traditional Chinese: 河口) is small. Traditional «Chinese» dress is rare.');
  finds(
    'He wrote in Scottish Gaelic and Egyptian Arabic. The word is from Middle Dutch. It comes from Irish: Baile Beag.',
  );
  finds(
    'Her English is good and his French was poor. He reads Greek and writes Danish. She was teaching English to them.',
  );
  finds(
    'Polish is no longer spoken. It rained. French is taught here. The «French» is what he said; a «German» is here.',
  );
  finds('The text was in classical Chinese. He studied classical Chinese at Leiden. Chinese dialects are many.');
  finds('High «German» energy prices hit industry. Low «German» turnout was feared.');
  finds('Classical «Chinese» gardens inspired the «British».');
  finds('The allies were «British», «French» and «Danish»; the hostages: «Czech», «Danish» and «Polish» nurses.');
  finds('Troops in «Russian»/«Syrian» uniforms came. The «French»/«German» plan failed.');
  finds('The word comes from Persian, Turkish or Greek; the law derived from «French» and «British» law.');
  finds('The language is Russian, the people are «Ukrainian».');
  finds(
    'They are calques of Dutch. A dialect of German spoken there; it descended from Dutch. Koine Greek; a Dutch creole.',
  );
  finds('In two languages (English and Persian). French and German loanwords were excluded.');
  finds(
    '«French» and «German» ministers met; «Spanish» goods came. Standard German has four cases. Written in vernacular English.',
  );
  finds('She studied German and Russian at Yale, under an English teacher.');
  finds('The creole took half of its vocabulary from Portuguese, and less from Dutch and English in the interior.');
  finds('It was translated from Portuguese to English by a priest. In the paper the vowels of Spanish are shorter.');
  finds('She is «French» and teaches languages. Troops from «French» and «British» bases learned the language.');
  finds(
    'A mix of «French» and «Spanish» soldiers came; the translation failed. A treaty of «Dutch» and «French» kings',
  );
  finds('According to the «BBC», «Russian» troops fled. In the Evening Standard, «Russian» officials spoke.');
  finds('He moved from «German» to «Spanish» football and spoke through a translator.');
  finds('The resort is popular with «Chinese», so its staff take language classes.');
  finds('a variety of «Chinese», «Japanese» and «Korean» dishes; «British» growth was 0.1%; «French» was 0.3%.');
  finds('vernacular «Irish» architecture; a Standard «Russian» procedure');
  finds(
    '«Chinese» medium enterprises. Modern «Chinese», «Japanese» and «Korean» art; a war of «Irish» and «English» clubs over the language',
  );
  finds('Cooking is a blend of «French», «Spanish» and native dishes, and so is its creole.');
});

suite('states and lands of the past', () => {
  finds('Philip II ruled Macedonia from 359 to 336 BC. Macedonia became a Roman province.');
  finds('Alexander the Great left Macedonia in 334. The Macedonians won at Chaeronea.');
  finds('Paul the apostle wrote to the Thessalonians from Macedonia.');
  finds('In antiquity, Macedonia was a kingdom. Thessaloniki is the capital of Macedonia in «Greece».');
  finds('Fires burnt in Greek Macedonia and in Aegean Macedonia; the ministry of Macedonia and Thrace');
  finds('«Skopje» renamed the airport of Alexander the Great, which «Macedonia» built; «Macedonians» agreed.');
  finds("«Greece» vetoed «Macedonia»'s bid. «Macedonian» police came.", 'greece', 'north-macedonia', 'north-macedonia');
  finds('«Siamese» troops invaded Kedah in 1821. The «Siamese» king was neutral.', 'thailand', 'thailand');
  finds('Siamese twins were born. A Siamese cat slept beside a Siamese crocodile. He kept a Siamese.');
  finds('The land was part of the «British» Mandate of Palestine, Mandatory Palestine.', 'uk');
  finds('«Mandatory Iraq» was ruled by the «British»; «Palestine» joined later.', 'iraq', 'uk', 'palestine');
  finds('The «Kingdom of Serbia» and the «Kingdom of Italy» signed the treaty.', 'serbia', 'italy');
  finds('«Kingdom of Egypt», «Kingdom of Romania», «Kingdom of Greece», «Kingdom of Libya», «Kingdom of Albania»');
  finds('the «Kingdom of Serbs, Croats, and Slovenes», the «Kingdom of the Serbs, Croats and Slovenes»');
  finds('«Serbs», «Croats» and «Slovenes» voted.', 'serbia', 'croatia', 'slovenia');
  finds('«Communist China» and «Nationalist China» fought.', 'china', 'taiwan');
  finds('New Sweden was a colony on the Delaware. New France fell in 1763.');
  finds('The Indians of «Peru» were enslaved. The «Indians» of «Fiji» voted.');
  finds(
    'In ancient Egypt, ancient Israel and ancient Greece. The Grand Duchy of Finland. The «Austro»-«Italian» border.',
  );
  finds('the «Moldavian SSR», the «Kirghiz SSR» and the «Ukrainian SSR»');
});

suite('other spellings of states and islands', () => {
  finds('«Congo, Republic of»: ratified 16 November 1994.', 'congo-republic');
  finds('in «Congo», «Republic of Korea» troops', 'congo-drc|congo-republic', 'rok');
  finds('The «Malvinas Islands» question was raised again.', 'falkland-islands');
  finds(
    '«Bermuda», «Anguilla» and «Cayman» joined the call; a Porsche Cayman',
    'bermuda',
    'anguilla',
    'cayman-islands',
  );
  finds('South-East Europe needs gas; «East Europe» does.');
  finds('Soul music came from Detroit.');
});

suite('clubs, firms, people, animals', () => {
  finds('Matters concerning «Monaco» are handled in Marseille. Police in «Monaco» met the mayor of Nantes.');
  finds('Monaco beat Lens 2-0 on Sunday. Marseille lost to Monaco.');
  finds('I spoke with US Bank about the house. «US» banks failed under the «US» Bank Secrecy Act.');
  finds('«US» Bank Regulators Warn');
  finds('Air New Zealand (AIR.NZ) rose two percent; the «NZ» government sold.');
  finds('He joined BP Azerbaijan; she runs Eni Mozambique, Vivo Energy Kenya and Chevron Nigeria.');
  finds('BP said so in «Azerbaijan». Eni, «Mozambique» and «Kenya» signed.');
  finds('The New Zealand flatworm and the German wasp are pests. In «New Zealand», hedgehogs are.');
  finds('Walla Walla, Washington, is dry; so is Yakima, Washington. In «Moscow», «Washington» and «Beijing»');
  finds('Jordan Washington scored twice. «Jordan» and «Washington» signed; «Jordan», «Washington» and «Cairo» agreed.');
  finds('The Bassas da India is an atoll. The Tehrik-i-Taliban Pakistan claimed the attack in «Pakistan».');
  finds('both American and National League ballparks; «American» and «British» troops');
  finds('Finn Harps beat Bohemians. The Cuban Tody and the Cuban Trogon. Sudan ebolavirus.');
  finds('Pad Thai and Turkey hash with a Cuban panini. New Zealand white rabbits. «Thai» cooks');
  finds('Greek Orthodox believers, the Armenian Apostolic Church, and «Armenian» soldiers.');
  finds('Holland is a singer from Phoenix. «Jordan» is a monarchy. Cllrs French (chair), Lowther and Okoro.');
  finds('Pierre Mendès France became prime minister of «France».');
  finds('He grew up in a town called Lebanon, then in a village named Peru.');
  finds("«Estonia» is a model. The president of «Latvia» is a lawyer. «Iceland» is a photographer's dream.");
  finds(
    'After the double, «Dutch» champions won. They spoke double Dutch. «Russian» olive oil; «Polish» Derby County fans',
  );
});

suite('a country with a name behind it', () => {
  finds('Prime Minister of «Armenia» Karen Karapetyan arrived. The representative of «Yemen» Abdullah al-Saadi spoke.');
  finds(
    'The king of «Sweden» Carl XVI Gustaf opened it; the Governor-General of «New Zealand» Dame Cindy Kiro signed.',
  );
  finds('The King of «Jordan» «Abdullah II» came. The President of «Kenya» Mwai Kibaki spoke.');
  finds('The president of Japan Tobacco resigned, and so did the head of Turkey Petroleum.');
  finds('In «Russia» Lukoil rose sharply. In «Israel» Likud won. From «Ukraine» Kuleba flew on.');
  finds("In Jordan Peterson's book there is a chapter. In Kenya Airways, the chairman said. In Chad Smith they trust.");
  finds('The «India»-«Bhutan» Friendship Treaty; the «U.S.»-«South Korea» Cost-Sharing Negotiations.');
  finds('The «Eritrea»–«Ethiopia» Boundary Commission ruled. The vessel, ex-Oman Pride, was renamed.');
  finds('«Kenya»\nSafaricom leads the market there.');
  finds('He said that he would go to «Iran»\nAraghchi is waiting for him.');
  finds('In a line that is long enough to be broken there stood Kenya\nMoore, who is a person and no country.');
  finds('The «Kenya» Ministry of Health said so. The «Kosovo» Assembly met. The «Northern Ireland» Assembly voted.');
  finds('«Australia» Women beat «India» Women. He played for «England» Lions and «South Africa» Schools.');
  finds('«Haiti» Cannot Wait! The world must act.');
  finds('His sister, Georgia, had organised the search; Georgia is tall.');
  finds('«Brazil»-born striker Cuba signed for Genoa. (a.k.a. "Abu Omar the Somali")');
  finds('Bank of China (Zambia) Ltd and Nestlé (Malaysia) Berhad; a branch (in «Zambia») closed.');
  finds('The VanEck Vietnam ETF and iShares MSCI Poland fell.');
  finds('He is flying to Lebanon (Pennsylvania) at two. «Jordan» (the kingdom) and «Georgia» («Tbilisi»).');
});

suite('adjectives that are no language', () => {
  finds('A «Panamanian» version, the pintao, came. The «Uruguayan» version. An «Austrian» speaker won.');
  finds('The French version. He speaks Korean. British Sign Language is recognised in law.');
  finds('The «Persians» had always said «Iran».');
});

suite('a name and its article', () => {
  finds('The «Bahamas»-flagged tanker met a vessel of the «Bahamas».');
  finds('The «North Koreans» bowed; the «North Koreans» left.');
});

suite('lists of states', () => {
  finds(
    '«Chad», «Congo», «Democratic Republic of the Congo», «Niger».',
    'chad',
    'congo-republic',
    'congo-drc',
    'niger',
  );
  finds('«Serbia» and «Montenegro» each gave notice. «Yugoslavia» was no more.', 'serbia', 'montenegro', 'yugoslavia');
});

suite('firms in capitals', () => {
  finds('SYRIA TRADING COMPANY, «Damascus», «Syria».');
  finds('CHINA NATIONAL PRECISION MACHINERY IMPORT-EXPORT CORP., «Beijing», «China».');
  finds('(a.k.a. IRAN MARINE SPARES CO.), «Tehran»; IRAN ELECTRONICS INDUSTRIES, Shiraz, «Iran».');
  finds('«CHINA» SANCTIONS «IRAN» ARMS COMPANY');
  finds('He wrote that «CHINA» MUST PAY and the COMPANY knew.');
});

suite('letters', () => {
  finds('Dear Chad, thank you. Chad has it.');
  finds('Thanks, Jordan!');
  finds('Talks in «Amman», «Jordan», went on.\n\nBest regards,\nGeorgia');
  finds('Best regards, Jordan');
  finds('Dear «Lebanon» team, «Lebanon» asked for aid. Hi «Israel» desk, «Israel» called.');
  finds('Major «Germany» reform stalls. «Germany» voted. General «France» policy. «France» agreed.');
  finds('Address: Flat 3, Jordan House, «London».');
  finds('(alias Abu Yemeni, alias Hassan the Egyptian), born in «Yemen»');
});

suite('services in a language', () => {
  finds('«BBC» Persian and «VOA» Korean aired it. «Persian» troops came.');
  finds('Two «Chinese» classes of warship. Korean classes start. The English version prevails.');
  finds('The Swiss National Bank cut rates; the «Swiss» bank did not.');
});

suite('a country behind what it is asked of', () => {
  finds('«US» Ambassador to «Israel» Mike Huckabee said so. The «UN» envoy for «Yemen» Hans Grundberg flew.');
  finds('Special Rapporteur on «Myanmar» Tom Andrews; the «EU» ambassador in «Georgia» Paweł Herczyński.');
  finds(
    'The First Lady of «Ukraine» Olena Zelenska and the Speaker of the Parliament of «Georgia» Shalva Papuashvili spoke.',
  );
  finds('In the «West Bank» «Israeli» forces killed two. «World Bank»-«Ukraine» talks.');
  finds('Major «Russia» sanctions package clears the Senate. General «China» policy has not changed.');
  finds('Meanwhile in «Ukraine» Naftogaz said so. On «Iran» Witkoff said no.');
  finds('A stake in China Evergrande; they invested in Japan Tobacco.');
  finds('Under Yusuf Ibrahim «Malaysia» has drawn closer.');
  finds('Sarah Holland, Joan Cuba, Peter French and Michael Jordan met.');
  finds('Going forward «China» will open up.');
});

suite('the Niger of the UN', () => {
  finds('The representatives of the «Niger» and the «Sudan» took the floor. The «Niger» has ratified it.');
  finds('Boko Haram crossed the «Niger» border into «Nigeria»; boats crossed the Niger at Mopti.');
});

suite('words of headlines', () => {
  finds('«Iran» Holding «American» Hostages, «US» Says');
  finds('«Iran» Street Protests Spread to 20 Cities');
  finds('Families Sue «Iran» Over «Beirut» Bombing');
  finds('«UK»-«Japan» Co-operation on Fighters Deepens; the «China»-«Russia» Co-operation Agreement');
  finds('«Chinese» Open-Source AI Models Spread');
  finds('The «Iran» Air Force is ageing; Iran Air said so, and Korean Air flew on.');
  finds('Old «Russian» tanks were seen. Old English is hard.');
});

suite('codes and numbers behind a country', () => {
  finds('«PAKISTAN», IN 1998, TESTED SIX DEVICES. «Germany»,DE,83');
  finds('Ministers from «Turkey», Mi-17 pilots; he lives in Peru, IN 46970.');
  finds('The office at 14 Panama Street, Limassol, «Cyprus»');
  finds('«UK» 4.11, «S. Africa» 9.81, «U.S.» 4.27, «Japan» 0.95. Roe v. Wade, 410 U.S. 113. See 119 U. S. 407.');
  finds('Oxford, «England», «U.K.»; but Jordan, M. (1999). «Team GB» won.');
  finds('In 2008 «U.S.» 10-year yields fell. On June 6 «U.S.» 1st Infantry landed. Two «Chinese» J-20 fighters.');
  finds('signed by «Israel», «U.A.E.», «Bahrain»; between «Iran», «U.N.»; «Spain» beat «Georgia» (4-1)');
  finds('Result: «England» 0 «U.S.» 0. Growth: «Japan» 1.9 «U.S.» 2.5 «Germany» 0.3. See 347 U.S. 483.');
  finds('Talks between «Iran», «E.U.», «Russia» resume. Deal signed by «Rwanda», «D.R.C.», «Uganda»');
});
