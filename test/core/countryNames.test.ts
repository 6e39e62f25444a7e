/** Names of countries and places beside what looks like them: other places, parties, firms; turned round, shortened. */

import { readLayer } from '../../src/cli/files.js';
import { mergeLayers } from '../../src/core/knowledge/layers.js';
import { Recognizer } from '../../src/core/recognize/recognizer.js';
import { findsWith } from '../support/finds.js';

const { knowledge } = mergeLayers([readLayer('knowledge', 'built-in').layer]);
const finds = findsWith(new Recognizer(knowledge));

suite('Georgia, the country', () => {
  finds("«Georgia»'s parliament approved the state budget on Friday.");
  finds('In «Georgia», the ruling party controls the state broadcaster and the courts.');
  finds("«Georgia»'s National Guard fired tear gas in «Tbilisi».");
  finds('«Tbilisi», «Georgia» - Protesters clashed; the state prosecutor charged ten.');
  finds('The Georgia National Guard trains «Georgian» soldiers in «Georgia».');
  finds("The «Georgian» lawmaker met «Georgia»'s president before flying to Atlanta.");
  finds('Tennessee and Georgia are twinned. «Tbilisi» is in «Georgia».');
  finds('Sen. Lindsey Graham of South Carolina said «Georgia» should join «NATO».');
  finds('A senator from Florida spoke of the invasion of «Georgia».');
  finds("«Georgia»'s State Security Service arrested a man.");
  finds('«Georgia», «Ukraine» and «Moldova» applied; so said President Mikheil Saakashvili of «Georgia».');
  finds('«Tbilisi», «Georgia», May 12');
  finds('GOP senators said «Georgia» should join «NATO».');
  finds('«Georgians» protested in «Tbilisi». The «Georgian» parliament voted. Thousands of «Georgians» left.');
  finds("«Irakli Kobakhidze» said «Georgia» would not yield. «Georgia»'s deputies voted; «Georgia»'s voters did not.");
  finds('«Russia» invaded «Georgia» in 2008. «Georgian» wrestlers won gold at the Atlanta Olympics.');
  finds(
    'ATLANTA («AP») — They left for «Tbilisi».\n\nThe war in «Georgia» began in 2008. Early «Georgian» kings ruled.',
  );
  finds('A sheriff from «Georgia», a «Georgian» officer and «Tbilisi» police met.');
  finds('«Georgian» voters chose Georgian Dream. Many «Georgians» still mourn the war. In «Georgia», snow fell.');
  finds('Deputies in «Georgia» passed the law at third reading. The «EU» told «Georgians» so.');
});

suite('Georgia, the state', () => {
  finds('The Georgia Bulldogs beat Florida. Georgia won the title.');
  finds('Delta is based in Atlanta, and Georgia is its home.');
  finds('Voters in Georgia and South Carolina went to the polls; senators came from Georgia, Arizona and Nevada.');
  finds('Georgia National Guard soldiers from Georgia deployed to «Poland».');
  finds('Marjorie Taylor Greene of Georgia said so in Congress.');
  finds('Rep. Barry Loudermilk of Georgia, a Republican, said so.');
  finds('Georgia Governor Brian Kemp said so.');
  finds('Georgia Senator Raphael Warnock voted.');
  finds("«Trump» asked Georgia's secretary of state to find votes.");
  finds('Fulton County, Georgia, prosecutor Fani Willis; Cobb County, Georgia');
  finds('Mr. PRICE of Georgia. Mr. Speaker, I yield to the gentlewoman from Georgia.');
  finds('Georgia is a swing state. The car is built in Georgia, the state, by a firm.');
  finds('«South Koreans» were held in an immigration raid in Georgia.');
  finds('Georgia voters chose Warnock over Walker in the Senate runoff. Georgians must vote at their precinct.');
  finds('Georgia voters went to the polls. Many in Georgia stood in line, as Georgians do.');
  finds('Two deputies were killed in Georgia, the sheriff said. Georgians mourned.');
  finds('ATLANTA («AP») — Two deputies were killed Thursday.\n\nPolice: two deputies killed in Georgia');
  finds('A federal judge in Georgia blocked the law. AUGUSTA, Ga. — Police in Georgia agreed.');
  finds('GOP leaders fear losing Georgia. Georgians will decide.');
  finds('In Macon, Georgia; Rep. Doug Collins of Georgia; Georgia, Ohio and Nevada voted; in Ohio, Georgia and Utah');
  finds('Warnock, a Georgian, preached; Georgian and Victorian terraces, Regency and Georgian houses in Bath');
});

suite('points of the compass with a dot', () => {
  finds('«S. Sudan» rebels attack oil town', 'south-sudan');
  finds('«Sudan», «S. Sudan» agree on border', 'sudan', 'south-sudan');
  finds('«S. Sudanese» and «S Sudan», a «U.S.»-«S. Sudan» pact', 'south-sudan', 'south-sudan', 'usa', 'south-sudan');
  finds('«N. Irish», «N. Macedonia», «N. Macedonian»', 'northern-ireland', 'north-macedonia', 'north-macedonia');
  finds(
    '«N. Cyprus», «W. Sahara», «S. Ossetia», «S. Ossetian»',
    'northern-cyprus',
    'western-sahara',
    'south-ossetia',
    'south-ossetia',
  );
  finds(
    '«N. Vietnam», «S. Vietnamese», «N. Yemen», «S. Yemen»',
    'north-vietnam',
    'south-vietnam',
    'north-yemen',
    'south-yemen',
  );
  finds('«E. Timorese», «W. Bank», «S. China Sea»', 'timor-leste', 'west-bank', 'south-china-sea');
});

suite('the two Congos', () => {
  finds(
    'M23 rebels seized Goma in eastern «Congo» on Monday. President «Felix Tshisekedi» said «Congo» would respond.',
    'congo-drc',
    'felix-tshisekedi',
    'congo-drc',
  );
  finds('GOMA, «Congo» («AP»)', 'congo-drc', 'ap');
  finds("Eastern «Congo»'s rebels, the «Congolese» army in Bukavu", 'congo-drc', 'congo-drc');
  finds('«BRAZZAVILLE», «Congo» («AP»); «Congolese» oil', 'congo-republic', 'congo-republic', 'ap', 'congo-republic');
  finds('Pointe-Noire, «Congo», exports oil.', 'congo-republic');
  finds('«Brazzaville», «Kinshasa» and «Congo»', 'congo-republic', 'congo-drc', 'congo-drc|congo-republic');
  finds("«Congo»'s president said so; a «Congolese» court", 'congo-drc|congo-republic', 'congo-drc|congo-republic');
  finds('«Dem. Rep. Congo»; «Congo, DR»; «Congo (DRC)»', 'congo-drc', 'congo-drc', 'congo-drc');
  finds(
    '«Rep. of Congo»; «Congo (the)», «Congo» (the larger)',
    'congo-republic',
    'congo-republic',
    'congo-drc|congo-republic',
  );
  finds('Crimean-Congo fever and Congo fever');
});

suite('North Macedonia under its former name', () => {
  finds('The «former Yugoslav Republic of Macedonia» joined in 1993.', 'north-macedonia');
  finds('«Former Yugoslav Republic of Macedonia»; «Macedonia, FYR»; «FYROM»; «F.Y.R. Macedonia»');
  finds('THE «FORMER YUGOSLAV REPUBLIC OF MACEDONIA»; «Macedonia (the former Yugoslav Republic of)»');
  finds('the former «Yugoslav» republic of «Slovenia»', 'yugoslavia', 'slovenia');
});

suite('what bears a name of a country', () => {
  finds('The Islamic Republic of Iran Shipping Lines (IRISL) was designated. Islamic Republic of Iran Broadcasting');
  finds("AIRLINE OF THE ISLAMIC REPUBLIC OF IRAN, the «Islamic Republic of Iran»'s navy");
  finds('gunmen kidnapped students in Niger state, north-central «Nigeria»');
  finds('the Niger state governor and Niger state police; Niger, Kaduna and Kwara states');
  finds('«Niger» state television, «Niger»’s state of emergency, «Niger» and «ECOWAS» states');
  finds("«Georgia»'s ruling Georgian Dream party; Brothers of Italy; Alternative for Germany (AfD); Reform UK");
  finds('UK Independence Party, Sweden Democrats, Finns Party, True Finns, France Unbowed, A Just Russia');
  finds("like a bull in a China shop; Turkey prices rise. «Turkey»'s farmers, «Turkey»’s prices");
  finds('Turkey producers, Turkey farmers and Turkey growers; in «Turkey», farmers protest');
  finds('shoppers at Iceland; Iceland and Tesco');
  finds('The shoppers of «Iceland» queued.');
  finds('the «Abyssinian» army; «Iceland» and «Norway»');
  finds('an Abyssinian cat and Abyssinian guinea pigs');
  finds('FORMER NAMES: PAN ISLAND; Maroc Telecom, Air Algérie, Royal Air Maroc');
});

suite('names turned round and shortened', () => {
  finds('«Korea (North)», «Korea (South)», «Korea, DPR», «Korea, North»', 'dprk', 'rok', 'dprk', 'dprk');
  finds("«Korea, Republic of»; «Korea, Rep»., «Korea, Dem. People's Rep».", 'rok', 'rok', 'dprk');
  finds('«Korea» («South Korea»), in «Korea», Rep. Smith told reporters', 'korea|dprk|rok', 'rok', 'korea|dprk|rok');
  finds('«Japan», «Korea», North America', 'japan', 'korea|dprk|rok');
  finds('«Virgin Islands (U.S.)», «Virgin Islands (British)»', 'us-virgin-islands', 'british-virgin-islands');
  finds('«Sint Maarten (Dutch part)», «St. Martin (French part)»', 'sint-maarten', 'saint-martin');
  finds('«Czech Rep»., «Central African Rep»., «Dominican Rep»., «Slovak Rep»., «Kyrgyz Rep».');
  finds('«Iran, Islamic Rep».; «Egypt, Arab Rep».; «Yemen, Rep».; «Syrian Arab Rep».; «Micronesia, Fed. Sts».');
  finds('«Venezuela, RB»; «Gambia, The»; «Bahamas, The»; «Lao PDR»; «St. Kitts and Nevis»; «St. Lucia»');
  finds('in «Gambia», The Point reported; in «Egypt», Arab leaders met; in «Yemen», Rep. Smith said');
  finds('«Hong Kong SAR, China»; «Macao SAR, China»; «Taiwan, China»', 'hong-kong', 'macao', 'taiwan');
  finds('«Taiwan», «China» and «Japan»; «Japan», «Taiwan», «China»; «Taiwan», «China» sign pact');
  finds('«Moldova, Republic of»; «Bolivia, Plurinational State of»; «Palestine, State of»');
});

suite('acronyms that need company', () => {
  finds('the «RoK» and the «US»; rok 2020', 'rok', 'usa');
  finds('«NK» fired a missile, says «South Korea».', 'dprk', 'rok');
  finds('NK cells kill tumours.');
  finds('«PNG» and «Australia» signed a Pacific pact.', 'papua-new-guinea', 'australia');
  finds('Save the image as PNG.');
  finds('The «FRY» and «Kosovo»', 'serbia-and-montenegro', 'kosovo');
  finds('Stephen Fry, a fish fry');
});

suite('the North and the South', () => {
  finds('«North Korea» fired. «The North» also said. In «the South», people fled.', 'dprk', 'dprk', 'rok');
  finds('«South Korea» fired. «The South» also said. In «the North», people fled.', 'rok', 'rok', 'dprk');
  finds('«North Korea» spoke of the «South China Sea» and the «South African» team.');
  finds('«North Korea» watched voters in the South of the «United States».');
  finds('the «South» and «North Korean» delegates', 'rok', 'dprk');
  finds('Voters in the South and in the North');
  finds('«North Korea» sent envoys to the South of «France».');
});

suite('islands, and names in other languages', () => {
  finds('«Saint Vincent», «Saint Lucia» and «Antigua» joined «CARICOM».');
  finds('Antigua in «Guatemala», Cape Saint Vincent, Saint Vincent de Paul');
  finds('«Украина», «Беларусь», «США», «Иран»', 'ukraine', 'belarus', 'usa', 'iran');
  finds('«ایران», «إيران», «إسرائيل», «تركيا»', 'iran', 'iran', 'israel', 'turkiye');
  finds('«日本», «日本海», «朝鲜», «韩国», «한국», «台湾»', 'japan', 'sea-of-japan', 'dprk', 'rok', 'rok', 'taiwan');
  finds('«朝鲜半岛»; 朝鲜战争', 'korean-peninsula');
});
