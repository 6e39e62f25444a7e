/** Sentences, marks and signs as briefings have them, read with the records that ship. */

import assert from 'node:assert/strict';

import { readLayer } from '../../src/cli/files.js';
import { mergeLayers } from '../../src/core/knowledge/layers.js';
import { Recognizer } from '../../src/core/recognize/recognizer.js';
import { findsWith } from '../support/finds.js';

const { knowledge } = mergeLayers([readLayer('knowledge', 'built-in').layer]);
const recognizer = new Recognizer(knowledge);

const finds = findsWith(recognizer);

suite('acronyms beside signs', () => {
  finds('They are written «US»;«UK», «US»&«UK», «US»+«UK», «US»…«UK», «US»•«UK», «US»—«UK», «US»‒«UK»');
  finds('i.e. «US» firms, #«US», «US»™ and not @US, US2 or 2US');
  finds('US$10 million, U.S.$10, USD');
  finds('He went to the «U.S.» He stayed. («U.S.») "«U.S.»" «U.S.»; «U.S.»: «U.S.»?');
  finds('It is in the «U.S.». Next');
  finds('«U.S.S.R.» and «U.S.», «E.U.»-«U.S.», «U.S.»-«D.P.R.K.»', 'ussr', 'usa', 'eu', 'usa', 'usa', 'dprk');
  finds('Members: «US», «UK»');
  finds('The «WHO» warned us. Who warned «US»?');
});

suite('compounds', () => {
  finds('pro-«Russian», un-«American», non-«EU», post-«Soviet», half-«Chinese», «Chinese»-made, «UN»-backed, «G7»+');
  finds('«Sino»-«Russian», «Russo»-«Japanese», «US»-«ROK»-«Japan», «U.S.»–«ROK»');
  finds('the «Iran-Iraq War» and the «Iran»–«Iraq» border', 'iran-iraq-war', 'iran', 'iraq');
  finds('l’«Iran», d’«Iran», qu’«Israël», dell’«Iran»', 'iran', 'iran', 'israel', 'iran');
});

suite('shared heads', () => {
  finds('«North» & «South Korea», «South» and «North Korean» envoys', 'dprk', 'rok', 'rok', 'dprk');
  finds('«North»- and «South Korea», «East»/«West Germany»', 'dprk', 'rok', 'gdr', 'west-germany');
  finds('both the «North»\nand «South Korea»', 'dprk', 'rok');
  finds('«Bill» and «Hillary Clinton»', 'bill-clinton', 'hillary-clinton');
  finds('«North», «South Korea» sign; «NORTH», «SOUTH KOREAN» LEADERS MEET', 'dprk', 'rok', 'dprk', 'rok');
  finds('the «First», «Third» and «Fourth Geneva Convention»; North, Central and South America');
  finds('the «Chemical» and «Biological Weapons Conventions»', 'cwc', 'bwc');
  finds('the «First» and «Second World Wars»', 'world-war-i', 'world-war-ii');
  finds(
    'the «North» and «South Koreas»; the «Czech» and «Dominican Republics»',
    'dprk',
    'rok',
    'czechia',
    'dominican-republic',
  );
  finds('«Greek» and «Turkish» «Cypriots»', 'greece', 'turkiye', 'cyprus');
  finds(
    '«British» and «US Virgin Islands», «French» and «South Sudan»',
    'british-virgin-islands',
    'us-virgin-islands',
    'france',
    'south-sudan',
  );
  finds('«Guinea» and «Guinea-Bissau», «Iran»-«Iraq» and Gulf Wars', 'guinea', 'guinea-bissau', 'iran', 'iraq');
  finds('the «U.S.», «Chinese» and «Russian» governments', 'usa', 'china', 'russia');
  finds('«Russian», «Chinese» and «North» and «South Korean» officials', 'russia', 'china', 'dprk', 'rok');
  finds(
    'West, East and Central African states, West and Central African leaders; «Chadian» and «Central African» troops',
  );
  finds('in the North, «Iran»; North, South and East, North and South');
});

suite('the nearest names of several', () => {
  finds('in «Yemen», «South Sudan» and «Chad»', 'yemen', 'south-sudan', 'chad');
  finds('«Ireland», «Northern Ireland» and the Irish Sea', 'ireland', 'northern-ireland');
  finds(
    '«Guinea Bissau», «Papua New Guinea», «Equatorial Guinea», «Guinea»',
    'guinea-bissau',
    'papua-new-guinea',
    'equatorial-guinea',
    'guinea',
  );
  finds('«Niger», «Nigeria», «Nigerien», «Nigerian»', 'niger', 'nigeria', 'niger', 'nigeria');
  finds('New Mexico, New Jersey, New Guinea, East China Sea, Lake Chad, Niger Delta, Jordan River, Guinea pig');
  finds('«D.R. Congo» and «Congo-Brazzaville»', 'congo-drc', 'congo-republic');
});

suite('resolutions in sentences', () => {
  finds(
    'Paragraph 8 of «resolution 1718 (2006)», as modified by paragraph 9 of «resolution 1874 (2009)»',
    'unscr-1718',
    'unscr-1874',
  );
  finds('«Security\nCouncil\nresolution\n2270\n(2016)»', 'unscr-2270');
  finds('resolutions «1718\n(2006)», «1874\n(2009)», and\n«2094 (2013)»', 'unscr-1718', 'unscr-1874', 'unscr-2094');
  finds('«UNSCR\u00a02270», «UNSCR\u202f2270», «S/RES/2270\u00a0(2016)», «UNSCR-2270»');
  finds('«resolution no. 2270» and «resolution number 2270»', 'unscr-2270', 'unscr-2270');
  finds('resolution 2270 (2015), resolution 22700, resolution 2,270, resolution 9999');
  finds('Senate Resolution 1718, Assembly resolution 1718, «Human Rights Council» resolution 31/18', 'unhrc');
  finds('resolutions «1718»-«1874», UNSCRs «1718»–«2397»', 'unscr-1718', 'unscr-1874', 'unscr-1718', 'unscr-2397');
  finds('resolutions «1718 (2006)»[^1] to «2397 (2017)», «1540» and «242»–«338»');
  finds('resolutions **«1718»**–**«1874»** and [«2094»](x) through\n[«2270»](y), RESOLUTIONS «1718»‑«1874»');
  finds('resolutions 1970–1985, 1970 to 1985 and (2006-2009); resolution 1970-1985; resolutions «1718» (2006-2009)');
  finds('resolutions «1970 (2011)»–«1985 (2011)»; resolutions «1718», 1970–1985');
  finds(
    'resolutions «1874»-1718; resolutions «1718»-9999, resolutions «1718»—1874, resolutions «1718 (2006)», paragraphs 85-242',
  );
  finds('«resolution 1718»-1874, «UNSCR 1718»-2, resolutions 9999-1718x');
  finds('[«resolution 2270»](https://x.org/res/2270) and `UNSCR 2270`', 'unscr-2270');
});

suite('what is prose in Markdown and what is not', () => {
  finds('```js\nIran\n~~~\nIran\n```\n«Iran»');
  finds('````\n```\nIran\n```\n````\n«Iran»');
  finds('> ```\n> Iran\n> ```\n> «Iran»');
  finds('1. ```\n   Iran\n   ```\n   «Iran»');
  finds('[![«Iran»](Iran.png)](Iran.html) «Iran»');
  finds('[text](Iran.md "Iran title"), [x](Iran (Islamic Republic)) and [2] («Iran»)');
  finds('[see @Iran-2014, «Iran» chapter], [-@Iran], @{Iran key}, x@Iran.ir, Iran@x.ir');
  finds('http://x.org/Iran_(country), https://x.org/a?b=Iran&c=Iran#Iran. «Iran»');
  finds('<img alt="Iran\nIran"> <!-- Iran\n\nIran --> «Iran» x < «Iran» > y');
  finds('---\ntitle: «Iran»\n«Iran»');
  finds('\ufeff---\ntitle: Iran\n...\n«Iran»');
  finds('[^1]: «Iran» said\n    «Iran» more, and ^[«Iran» in a note]');
  finds('- [x] «Iran»\n* «North\n  Korea»');
  finds('> > «North\n> > Korea»');
  finds('- North\n- «Korea»');
  finds('«Iran» said:\n\n    «Iran» was indented.\n\n\t«Iran» by a tab.');
});

suite('a megabyte', () => {
  for (const unit of [
    '[',
    '`` ` ',
    '](a(',
    '][',
    '\n[a]: ',
    'A.A.',
    '\u0301',
    'a@',
    'www.',
    '[@a; ',
    '<!-- -->',
    'resolutions 7-',
    '$a',
    '$a_ ',
    '\n$$\n',
    '**a',
    '~~~\n',
  ]) {
    test(`of ${JSON.stringify(unit)} is read in linear time`, () => {
      const time = (length: number): number => {
        const text = unit.repeat(length / unit.length);
        const start = performance.now();
        assert.equal(recognizer.analyze(text).mentions.length, 0);
        return performance.now() - start;
      };
      time(100_000);
      const small = time(250_000);
      assert.ok(time(1_000_000) < 12 * small + 400);
    }).timeout(20_000);
  }
});

suite('people with the name of a country', () => {
  finds('Rep. Jim Jordan pressed him. Jordan said no. The committee, which Jordan chairs, met.');
  finds('Rep. Steve Israel spoke. Israel chairs the committee.');
  finds('«Israel» said that Rep. Steve Israel was wrong. In «Israel» he is unknown.', 'israel', 'israel');
  finds('Israel Katz spoke. Israel Katz left. «Israel» will respond.', 'israel');
  finds('Baroness Patricia Scotland was elected. Scotland told them.');
  finds('Michael B. Jordan starred, William J. Ireland spoke, John P. Holland built it.');
  finds('Paul Wellington scored. Wellington was glad.');
  finds('Her brother Israel conducts; his son Jordan sings.');
  finds('Jordan et al. (2003); Jordan, M. (1999).');
  finds('«Iran», «S. Korea» and «Jordan» agree.', 'iran', 'rok', 'jordan');
});

suite('what stands before a comma', () => {
  finds('in the «West Bank», «Jordan» and «Egypt»; the «World Bank», «Iran» and «Iraq»; by air, «France» won');
  finds('Bank of Ireland, Bank Melli Iran, Air France, Hotel Congo');
});

suite('words broken at the end of a line', () => {
  finds('The govern-\nment of «Afghani-\nstan» declined.', 'afghanistan');
  finds('«Kazakh-\nstan», «Iran-\nian» officials, «US»-\nled, «Iran»-\nbacked', 'kazakhstan', 'iran', 'usa', 'iran');
  finds('> «Kazakh-\n> stan» and «Euro-\n> pean Union»', 'kazakhstan', 'eu');
  finds('sold to the «Iraq-\ni»', 'iraq');
  finds('Wörk-\r\nshop in «Afghani-\r\nstan»', 'afghanistan');
  finds('«Security Council resolu-\ntion 1718 (2006)» and «resolution 2270»', 'unscr-1718', 'unscr-2270');
  finds('«South Ko-\nrea», «Kim Jong-\nun» and `Afghani-\nstan`', 'rok', 'kim-jong-un');
});

suite('lines that list people', () => {
  finds('By Jordan Kowalski\n\nAuthor: Jordan Kowalski\n\nCc: Georgia Papadopoulos; Israel Gomez; Paris Kowalska');
  finds('By Israel Gomez and Chad Kowalski, «Reuters»');
  finds('Participants: Chad Kowalski, Kenya Washburn');
  finds('## «Iran» Sanctions Relief Since the Deal');
});

suite('resolutions of others', () => {
  finds('resolution 1718 of the Parliamentary Assembly, a screen resolution of 1718, screen resolution 1718');
  finds('«resolution 1718 (2006)» of the «Security Council»');
  finds('Resolution 2202 A (XXI) of 1966, resolution 2202A (XXI), resolution 2202 A and resolution 2202 (XXI)');
  finds('resolution 377 (V), resolutions 1514 (XV) and 2625 (XXV), resolution 1874 (S-VI), resolution 1718 (ES-X)');
  finds('resolution 60/1, «ECOSOC» resolution 1503 (XLVIII), resolutions 2202 (XXI-B) and 1970 B (ES-10)', 'ecosoc');
  finds('resolutions «242 (1967)» and 2202 A (XXI)');
  finds('«RESOLUTION 1718» A FAILURE, under «resolution 1718» I would, and «resolution 1718» «U.S.» ships');
  finds('«Resolution 2202 (2015)» and «resolution 2202»', 'unscr-2202', 'unscr-2202');
});

suite('languages', () => {
  finds('«Rodong Sinmun», 5 May 2019 (in Korean). He speaks Korean. Translated from Korean.', 'rodong-sinmun');
  finds('«Korean» officials in «Korea»', 'dprk|rok|korea', 'korea|dprk|rok');
  finds('Original: English');
  finds('ORIGINAL: RUSSIAN');
  finds('Languages: English, French');
  finds('Arabic, Chinese, English, French, Russian and Spanish are the official languages.');
  finds('He speaks Farsi, Russian and English.');
  finds('errors in the French version; the «Iranian» version of events', 'iran');
});

suite('what follows a country', () => {
  finds('«Iran» Acting President Mohammad Mokhber, «Myanmar» Rohingya refugees, «Yemen» Houthi rebels');
  finds('«Sudan» Rapid Support Forces, «Mali» Interim President, Kenya Moore');
});

suite('US in headlines', () => {
  finds('«US», «CHINA» RESUME TALKS');
  finds('«CHINA» SIGNS, «US» WAITS');
  finds('«US»-LED FORCE LEAVES «IRAQ»');
  finds('LEND US YOUR EARS, TELL US ALL');
});

suite('words that a name of several ends with', () => {
  finds('Arabian Sea, «Sea of Japan» and others', 'sea-of-japan');
});
