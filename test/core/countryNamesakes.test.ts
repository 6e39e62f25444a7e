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
