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

suite('languages in lists', () => {
  finds('The two official languages are Marshallese and English. The languages include Danish and Greenlandic.');
  finds('Available languages: Bulgarian, Czech, Danish.');
  finds('Originals: English/French. It was published in English/French.');
  finds('Languages: Portuguese (official), Spanish and English.');
  finds('British Sign Language is recognised in law.');
  finds('Many speak Low German at home. The poem is in Low German; High German is taught.');
  finds('The text was in classical Chinese. He studied classical Chinese at Leiden. Chinese dialects are many.');
  finds('High «German» energy prices hit industry. Low «German» turnout was feared.');
  finds('Classical «Chinese» gardens inspired the «British».');
  finds('The allies were «British», «French» and «Danish»; the hostages: «Czech», «Danish» and «Polish» nurses.');
  finds('Troops in «Russian»/«Syrian» uniforms came. The «French»/«German» plan failed.');
  finds('The language is Russian, the people are «Ukrainian».');
});
