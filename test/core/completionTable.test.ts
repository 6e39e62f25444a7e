/**
 * What a person expects after typing a few letters. Each row: what is typed, then the records of which all must be
 * among the first three, and the first of which must be first where it is marked with `!`.
 */

import assert from 'node:assert/strict';

import { readLayer } from '../../src/cli/files.js';
import { mergeLayers } from '../../src/core/knowledge/layers.js';
import { CompletionIndex } from '../../src/core/present/completion.js';

const table = `
north k           | !North Korea
nort              | North Korea
korea             | North Korea, South Korea
south k           | !South Korea
dprk              | !North Korea
rok               | !South Korea
pyong             | Pyongyang
seoul             | South Korea
chi               | China
chin              | !China
beij              | China
japa              | !Japan
toky              | Japan
united st         | !United States
usa               | !United States
united k          | !United Kingdom
united n          | !United Nations
un sec            | United Nations Security Council
security c        | United Nations Security Council
russia            | !Russia
russian fed       | !Russia
sovi              | !Soviet Union
ussr              | !Soviet Union
vietn             | Vietnam
cote d            | !Côte d'Ivoire
côte              | !Côte d'Ivoire
ivory             | !Côte d'Ivoire
turk              | !Türkiye, Turkish
fren              | !French
brit              | !British
kazak             | !Kazakhstan, Kazakh
dut               | !Dutch
saud              | !Saudi Arabia, Saudi
turkey            | !Türkiye
türk              | Türkiye
burma             | !Myanmar
myan              | !Myanmar
czech             | Czechia
cong              | Republic of the Congo, Democratic Republic of the Congo
guinea            | !Guinea
guinea-b          | !Guinea-Bissau
niger             | !Niger
nigeri            | !Nigeria
georgia           | !Georgia
eswa              | !Eswatini
swazi             | !Eswatini
timor             | Timor-Leste
east tim          | !Timor-Leste
sao tome          | !São Tomé and Príncipe
cape v            | !Cabo Verde
cabo              | !Cabo Verde
kyrg              | !Kyrgyzstan
kazak             | !Kazakhstan
holland           | !Netherlands
the neth          | Netherlands
palest            | Palestine
taiw              | Taiwan
kosov             | !Kosovo
kim jong u        | !Kim Jong Un
kim jong-un       | !Kim Jong Un
kim jong i        | !Kim Jong Il
kim il            | !Kim Il Sung
kim yo            | !Kim Yo Jong
choe son          | !Choe Son Hui
xi jin            | !Xi Jinping
putin             | !Vladimir Putin
park geun         | !Park Geun-hye
moon jae          | !Moon Jae-in
kim dae           | !Kim Dae-jung
obama             | !Barack Obama
iaea              | !International Atomic Energy Agency
international at  | !International Atomic Energy Agency
atomic en         | International Atomic Energy Agency
who               | !World Health Organization
world heal        | !World Health Organization
world food        | !World Food Programme
wfp               | !World Food Programme
undp              | !United Nations Development Programme
unicef            | !UNICEF
universal p       | !Universal Postal Union
upu               | !Universal Postal Union
asean             | !ASEAN
asean reg         | !ASEAN Regional Forum
arf               | !ASEAN Regional Forum
nato              | !NATO
north atlantic    | NATO
european un       | !European Union
eu                | European Union
african un        | !African Union
arab l            | Arab League
shanghai          | Shanghai Cooperation Organisation
sco               | !Shanghai Cooperation Organisation
non-alig          | Non-Aligned Movement
nam               | Non-Aligned Movement
g77               | Group of 77
imf               | !International Monetary Fund
world b           | World Bank
opcw              | !Organisation for the Prohibition of Chemical Weapons
npt               | !Treaty on the Non-Proliferation of Nuclear Weapons
nuclear non       | Treaty on the Non-Proliferation of Nuclear Weapons
bwc               | !Biological Weapons Convention
biological w      | !Biological Weapons Convention
chemical w        | Chemical Weapons Convention
missile tech      | !Missile Technology Control Regime
mtcr              | !Missile Technology Control Regime
six-party         | !Six-Party Talks
six party         | !Six-Party Talks
agreed fr         | !Agreed Framework
korean ar         | Korean Armistice Agreement
juche             | !Juche
songun            | !Songun
unscr 2270        | !UN Security Council resolution 2270 (2016)
s/res/1718        | !UN Security Council resolution 1718 (2006)
radio free        | Radio Free Asia
kcna              | !Korean Central News Agency
rodong            | Rodong Sinmun
globalsec         | !GlobalSecurity.org
red cr            | International Committee of the Red Cross
icrc              | !International Committee of the Red Cross
doctors w         | !Médecins Sans Frontières
medecins          | !Médecins Sans Frontières
noth korea        | North Korea
jappan            | Japan
chnia             | China
untied nations    | United Nations
kazahkstan        | Kazakhstan
pyonyang          | Pyongyang
`;

/** What stands before the cursor in a line, and what is written if the first row is accepted. */
const lines = `
in the U.S. Sta                 | US State Department
the envoy of the D.P.R.K.       | DPRK
the Democratic Peo              | Democratic People's Republic of Korea
the Dem                         | Democratic People's Republic of Korea
the Peo                         | People's Republic of China
They met in North Koreaa        | North Korea
talks in Japn                   | Japan
under the Security Cou          | United Nations Security Council
a Kazak                         | Kazakhstan
he left Pyong                   | Pyongyang
Chancellor of Germ              | Germany
`;

const { knowledge } = mergeLayers([readLayer('knowledge', 'built-in').layer]);
const index = new CompletionIndex(knowledge);

suite('completion in a line', () => {
  for (const row of lines.trim().split('\n')) {
    const [before = '', expected] = row.split('|').map(cell => cell.trim());
    test(`${before} → ${expected}`, () => {
      const [first] = index.findBefore(before, { limit: 10 });
      assert.equal(first?.candidate.insert, expected);
    });
  }

  test('a single letter with a dot asks for nothing', () => {
    assert.deepEqual(index.findBefore('Plan B.', { limit: 10 }), []);
  });
});

suite('completion: what a person expects', () => {
  const rows = table
    .trim()
    .split('\n')
    .map(row => row.split('|').map(cell => cell.trim()));

  test('the table has a hundred rows or more', () => {
    assert.ok(rows.length >= 100, String(rows.length));
  });

  for (const [typed = '', expected = ''] of rows) {
    test(`${typed} → ${expected}`, () => {
      const found = index.find(typed, { limit: 20 }).items.slice(0, 3);
      const names = found.map(({ entity }) => entity.name);
      const inserts = found.map(({ insert }) => insert);
      for (const name of expected.split(', ')) {
        const wanted = name.replace('!', '');
        assert.ok(names.includes(wanted) || inserts.includes(wanted), `${names.join(' | ')} (${inserts.join(' | ')})`);
      }
      if (expected.startsWith('!')) {
        assert.ok(expected.includes(`!${names[0]}`) || expected.includes(`!${inserts[0]}`), names.join(' | '));
      }
    });
  }
});
