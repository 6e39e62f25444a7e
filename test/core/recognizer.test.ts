import assert from 'node:assert/strict';

import { entityOf, nameOf, recognizerFor } from '../support/entities.js';
import { findsWith } from '../support/finds.js';

const recognizer = recognizerFor({
  entities: [
    entityOf('dprk', 'North Korea', {
      names: [
        "Democratic People's Republic of Korea",
        'DPRK',
        'N. Korea',
        nameOf('the North', 'alias', { documentHas: ['North Korea', 'DPRK'], notBefore: ['Atlantic', 'Sea'] }),
        nameOf('Pyongyang', 'metonym'),
      ],
      demonyms: ['North Korean', 'North Koreans'],
    }),
    entityOf('rok', 'South Korea', { names: ['Republic of Korea', 'ROK', '한국'], demonyms: ['South Korean'] }),
    entityOf('usa', 'United States', { names: ['US', 'America'], demonyms: ['American'] }),
    entityOf('uk', 'United Kingdom', { names: ['UK'] }),
    entityOf('iran', 'Iran', { demonyms: ['Iranian'] }),
    entityOf('iraq', 'Iraq'),
    entityOf('cote-divoire', "Côte d'Ivoire", { names: ['Ivory Coast'] }),
    entityOf('sudan', 'Sudan'),
    entityOf('south-sudan', 'South Sudan'),
    entityOf('cod', 'Congo'),
    entityOf('cog', 'Congo'),
    entityOf('china', 'China', { demonyms: ['Chinese', 'Sino'], notNames: ['South China Sea', 'Bank of China'] }),
    entityOf('ussr', 'Soviet Union', { demonyms: ['Soviet'] }),
    entityOf('germany', 'Germany', { names: ['East Germany', 'West Germany'] }),
    entityOf('jordan', 'Jordan', { names: [] }),
    entityOf('georgia', 'Georgia'),
    entityOf('un', 'United Nations', { kind: 'organization', names: ['UN'] }),
    entityOf('unsc', 'UN Security Council', {
      kind: 'organization',
      names: ['Security Council', 'United Nations Security Council', 'UNSC'],
    }),
    entityOf('who', 'World Health Organization', { kind: 'organization', names: ['WHO'] }),
    entityOf('is', 'Islamic State', { kind: 'organization', names: ['IS'] }),
    entityOf('hts', "Hay'at Tahrir al-Sham", { kind: 'organization', names: ['HTS'] }),
    entityOf('ngo', 'Non-governmental organization', { kind: 'organization', names: ['NGO'] }),
    entityOf('kim', 'Kim Jong Un', {
      kind: 'person',
      names: [nameOf('Kim', 'alias', { paragraphHas: ['Kim Jong Un'] })],
    }),
    entityOf('tufts', 'Tufts University', { kind: 'organization' }),
    entityOf('talks', 'six-party talks', { kind: 'negotiation' }),
    ...['1718 (2006)', '1874 (2009)', '2094 (2013)', '2270 (2016)'].map(number =>
      entityOf(`unscr-${number.slice(0, 4)}`, `UN Security Council resolution ${number}`, {
        kind: 'resolution',
        symbol: `S/RES/${number}`,
      }),
    ),
    entityOf('proto', 'constructor', { kind: 'document' }),
    entityOf('proto2', '__proto__', { kind: 'document' }),
    entityOf('pattern', 'a|b', { kind: 'document' }),
    entityOf('bra', 'Bank "Rossiya" (AKB)', { kind: 'organization' }),
    entityOf('nkh', 'NK한국', { kind: 'organization' }),
    entityOf('pif', 'Pacific Islands Forum', {
      kind: 'organization',
      names: [{ text: 'paCific', role: 'alias', case: 'exact' }],
    }),
    entityOf('staff', 'Chief of Staff', { kind: 'organization', names: ['Sta\ufb00 Office', 'first staff'] }),
    entityOf('oas', 'Organ of Waffle', { kind: 'organization', names: ['Fifth East'] }),
  ],
  rules: { country: { notBefore: ['Airlines', 'Tech', 'Offices', 'Airflow'], notAfter: ['Air', 'Michael'] } },
});

const finds = findsWith(recognizer);

suite('recognition: spelling', () => {
  finds("«Iran»’s and «Iran»'s envoys", 'iran', 'iran');
  finds('«Iran»-backed groups, anti-«Iran» groups');
  finds('«Iranian» officials, not Iranians', 'iran');
  finds('«Iran»/«Iraq» and **«Iran»** and _«Iran»_ and "«Iran»"');
  finds("«Cote d’Ivoire», «CÔTE D'IVOIRE» and «Co\u0302te d'Ivoire»");
  finds('«Hay’at Tahrir al-Sham» («HTS»)');
  finds('«Cote d‛Ivoire», «Côte d＇Ivoire», 中«ＵＮ»国, «Ｉｒａｎ» and «Ｕ.Ｎ.»');
  finds('**«North** Korea», «South *Korea»*, South_Korea and «South\\\nKorea»', 'dprk', 'rok', 'rok');
  finds('«North Korea»¹ and «Iran»²', 'dprk', 'iran');
  finds('«Iran»\u200b, «North\u200b Korea»\u200d');
  finds('«한국»과 «NK한국» met at NK', 'rok', 'nkh');
  finds('«Bank "Rossiya" (AKB)», «Bank Rossiya AKB», «Bank Rossiya (AKB)»', 'bra', 'bra', 'bra');
  finds('see «Iran», not Iran.md or Iran.org; «Iran».Next');
  finds('«United  Nations\u00a0Security Council»', 'unsc');
  finds('«United Nations\nSecurity Council»', 'unsc');
  finds('> «United Nations\n> Security Council»', 'unsc');
  finds(
    'United Nations\n\nSecurity Council'
      .replace(/^United Nations/, '«United Nations»')
      .replace('Security Council', '«Security Council»'),
  );
  finds('«North\u00ad Korea» and «North Ko\u00adrea»');
  finds('«한국»은 «한국» 하고', 'rok', 'rok');
  finds('«Iran»🙂«Iraq»');
  finds('in the North. Korea is');
  finds('North - Korea');
  finds('«Tufts’ University»’s school', 'tufts');
  finds('«N. Korea» and «N Korea»', 'dprk', 'dprk');
  finds('constructor, __«proto»__, toString'.replace('constructor', '«constructor»'));
  finds('a «a|b» case');
  finds('\ud800Iran \udc00«Iran»'.replace('\ud800Iran', '\ud800«Iran»'));
});

suite('recognition: markup in a word', () => {
  finds('**Iran**ian, *Iran*ian, ***Iran***ian, ~~Iran~~ian, ==Iran==ian, <b>Iran</b>ian, <em class="x">Iran</em>ian');
  finds('[Iran](x)ian, [[Iran]]ian, [Iran][1]ian, Iran<b>ian</b>, Iran**ian**, **<b>Iran</b>**ian');
  finds('un**American**, pan<b>American</b>, neo*Soviet*, pan<u>**American**</u>');
  finds('South **Sudan**ese, **South Sudan**ese, **South** Sudan**ese**, [South Sudan](x)ese');
  finds("**«Iran»**'s, **«Iran»**-backed, *«Iran»*, anti-**«Iran»**, «Iran»*, «Iran»<sup>a</sup>, «Iran»<br>is");
  finds('«US»*«UK», <b>«US»</b><b>«UK»</b>, [«Iran»] said, [[«Iran»]], «Iran»=yes, |**«Iran»**|**«Iraq»**|');
});

suite('recognition: ligatures', () => {
  finds("the \ufb01rst «Paci\ufb01c Islands Forum», «Paci\u00ad\ufb01c\nIslands Forum»'s con\ufb02ict", 'pif', 'pif');
  finds('«Chief of Sta\ufb00», «Chief of Sta\ufb00»\u200b; «Sta\ufb00 O\ufb03ce», «Staff Office»; «Chief of Staff»');
  finds('«\ufb01rst sta\ufb00», «\ufb01r\ufb06 staff», «\ufb01r\ufb05 staff»', 'staff', 'staff', 'staff');
  finds('«Organ of Wa\ufb04e», «Fifth Ea\ufb06», Fi\ufb01th East');
  finds('\ufb01fth East, paci\ufb01c islands forum, «paCi\ufb01c», paci\ufb01C, Paci\ufb01c islands Forum');
  finds(
    'Chief of Sta\ufb00s, Chief of Sta\ufb01, Chief of Stafi, \ufb00 \ufb00\ufb00 Iran\ufb00 \ufb01Iran \ufb00-«Iran»',
  );
  finds('«Iran» met Iran O\ufb03ces, Iran Air\ufb02ow');
});

suite('recognition: length and case', () => {
  finds('«Sudan» and «South Sudan»', 'sudan', 'south-sudan');
  finds('«Congo» basin', 'cod|cog');
  finds('who said it is late; «WHO» and «IS» said', 'who', 'is');
  finds('un accord; «UN» and «U.N.»');
  finds('US and us'.replace('US', '«US»'));
  finds('the «U.S.»-«D.P.R.K.» talks in the «U.S.»', 'usa', 'dprk', 'usa');
  finds('in the «U.S», in the «U.K.»');
  finds('«IRAN» AND «IRAQ» SIGN; WHO IS TO BLAME?', 'iran', 'iraq');
  finds('TELL US ABOUT IT; WHO WILL LEAD US NOW?');
  finds('THE «US» AND «CHINA» SIGN A DEAL', 'usa', 'china');
  finds('| «US» | «UK» | «WHO» | «IS» |⏎- «US», «UK», «WHO» and «UN»'.replace('⏎', '\n'));
  finds('«US»/«UK»/«UN»/«WHO»');
  finds('three «NGOs» met', 'ngo');
  finds('iran and korea');
  finds('«Six-Party Talks», «six-party talks», «Six-party talks»', 'talks', 'talks', 'talks');
  finds('«Democratic People’s Republic of Korea»', 'dprk');
});

suite('recognition: context', () => {
  finds('«North» and «South Korea» met', 'dprk', 'rok');
  finds('«North» and «South Korean» governments', 'dprk', 'rok');
  finds('«North»-«South Korean» talks, «North»–«South Korea», «NORTH» AND «SOUTH KOREA»');
  finds('# «North Korea»\n«South Korea»; # North\n«Iran»');
  finds('«East» and «West Germany»');
  finds('the «U.S.» and «Chinese» governments', 'usa', 'china');
  finds('the «Sino»-«Soviet» split');
  finds('the North Wind');
  finds('«DPRK»: «the North» said; the North Sea, the North Atlantic', 'dprk', 'dprk');
  finds('see id dprk: the North');
  finds('«NORTH KOREA»⏎⏎«the North» said', 'dprk', 'dprk');
  finds('«Kim Jong Un» spoke. «Kim» left.\n\nKim stayed.', 'kim', 'kim');
  finds('«KIM» VISITS «IRAN»\n\n«Kim Jong Un» came.\n\nKim left.', 'kim', 'iran', 'kim');
  finds('«KIM» IN\n«IRAN»\n\n«Kim Jong Un» came.\n\n## «Kim» in «Iran»\r\n\r\n«KIM JONG UN» CAME.');
  finds('KIM LEFT\n\n«KIM JONG UN» IN «IRAN»\n\n«Kim» left.\n\nKim stayed.', 'kim', 'iran', 'kim');
  finds('KIM LEFT.\n\n«Kim Jong Un» left.\n\nKIM\n\n«Kim Jong Un» left.\n\n- KIM LEFT\n\n«Kim Jong Un» left.');
  finds('Kim in «Iran»\n\n«Kim Jong Un» left.\n\n| KIM LEFT |\n\n«Kim Jong Un» left.\n\nKIM LEFT\n');
  finds('South China Sea and Bank of China, not «China»', 'china');
  finds('Georgia Tech beat «Georgia»; Michael Jordan and «Jordan»');
  finds('Air China and Iran Airlines');
});

suite('recognition: patterned names', () => {
  finds('«UNSCR 2270», «S/RES/2270 (2016)», «resolution 2270» and «Resolution 2270 (2016)»');
  finds(
    '«UN Security Council resolution 2270» and «Security Council resolution 2270 (2016)»',
    'unscr-2270',
    'unscr-2270',
  );
  finds(
    '«Security Council» resolutions «1718 (2006)», «1874 (2009)» and «2094 (2013)»',
    'unsc',
    'unscr-1718',
    'unscr-1874',
    'unscr-2094',
  );
  finds('General Assembly resolution 2270, resolution 2270 (1967), resolution 9999');
  finds('resolution 2270.5 and 2270');
  finds('HRC resolution 2270, GA resolution 2270, EU Council resolution 2270, European Council resolution 2270');
  finds('«UN» «resolution 2270», the «DPRK» «resolution 2270», UNDER «RESOLUTION 2270»');
  finds(
    '«UN Security Council» Resolutions (UNSCRs) «1718», «1874» and «2094»; «UNSC Res. 2270»; in a resolution. 2270 men',
  );
  finds('resolutions «1718 (2006)»[^1], «1874 (2009)»[@un-2009, p. 2] and «2094 (2013)»[^3]');
  finds('> «Security\n> Council resolution\n> 2270», resolutions\n> «1718»,\n> «1874 (2009)» and\n> «2094»');
  finds('«resolution **2270»**, resolutions **«1718»**, _«1874 (2009)»_ and **«2094»**; RESOLUTIONS «1718» AND «1874»');
  finds(
    'resolutions [«1718»](x/RES/1718(2006)), [«1874 (2009)»](y) and [«2094»](z); resolution [2270] or resolution [«2270»](x)',
  );
  finds('resolution 2270 (XXII), resolutions 68/2270, 71/1718 and 1874 (XV)');
  finds('a resolution 1718x2270, 2270s, resolution 2270p');
  finds('«S.C. Res. 2270», «UN Res. 2270 (2016)»');
});

suite('recognition: regions', () => {
  finds('---\ntitle: Iran\n---\n«Iran»');
  finds('`Iran` and ``Ir`an`` and «Iran»');
  finds('```\nIran\n```\n«Iran»');
  finds('see https://example.org/Iran and [«Iran»](https://example.org/Iran "Iran") and www.iran.org/Iran.');
  finds('[@iran-2015, p. 3] and @Iran and a@Iran.org «Iran»');
  finds('<!-- Iran --> <b title="Iran">«Iran»</b> <https://x.org/Iran>');
  finds('[«Iran»][Iran]\n\n[ref]: https://x.org/Iran\n\n[^1]: «Iran» in a footnote');
  finds('| «Iran» | «Iraq» |\n| --- | --- |\n\n# «Iran»\n\n- «Iran»\n\n> «Iran»');
  finds('an unclosed ` tick and «Iran»\n\n` later');
  finds('```Iran``` said «Iran»\n\n«Iraq»');
  finds('an \\`escaped «Iran»` tick; map_Iran_2, Iran_map and _«Iran»_, __«Iran»__');
  finds('[^Iran-2015] «Iran»[^Iran]\n\n[^Iran]: «Iran»');
  finds(
    '[Iran]: https://x.org/Iran "Iran"\n> [x]: <Iran map> (Iran)\n[Iran]: Iran\n\n[«Kim Jong Un»]: «Iran» said no.',
  );
  finds('<!--> «Iran» <!---> «Iraq» <!-- Iran -- Iraq --> «Iran»');
  finds(
    '<code>Iran</code> «Iran» <code>«Iraq»\n\n<STYLE type="x">\n.Iran {}\n\n.Iraq {}\n</style> «Iran», a <style> of «Iraq»',
  );
  finds('> ```\n> Iran\n\n«Iran»\n> > ~~~\n> Iran\n>\n> Iran\n> ~~~\n> «Iraq»');
  finds('$x_{Iran} = 2$, ($\\text{Iran}$) and $$Iran^2$$ for «Iran»');
  finds('$$\nIran = 1.\n\\text{Iran} goes\n- Iran\n$$\n«Iran»\n$$ \\begin{x}\nIran\n$$ «Iran»');
  finds('> $$\n> Iran\n> $$\n> «Iran»\n\n$$\r\nIran\r\n$$\r\n«Iran»\r\n\r\n$$\nIran\n\n«Iran»');
  finds('$5 million for «Iran» and $6 million, $5=£4 for «Iran», $6; «US»$5_a «Iran» A$, \\$5_a «Iran»$, $5 «Iran» 6$');
  finds('$$$ for «Iran» $$$, $$ «Iran»\n«Iran», $$\n«Iran», $PATH_a and «Iran» $HOME, $a_b «Iran»$5');
  finds(
    "``Bread and salt'' in «Iran». Cooks of «Iraq» helped. ``It was fine in «Iran»,'' they said; `«Iran»' and `no'.",
  );
  finds("en.wikipedia.org/wiki/Iran, iran.ir/Iraq and https://x.org/People's_Republic_of_Iran; «Iran»/«Iraq»");
});

suite('recognition: hostile text', () => {
  for (const unit of [
    '[',
    '`',
    '](',
    '<',
    '@',
    'a@',
    '<a ',
    '~~~',
    '@{',
    '[^x',
    'a.b/',
    'the North ',
    'U.S. and ',
    'Kim ',
    'North and ',
    'North, North ',
    'North, Koreas and ',
    '://',
  ]) {
    test(`a megabyte of "${unit}" on one line is read`, () => {
      const { mentions } = recognizer.analyze(unit.repeat(1_000_000 / unit.length));
      assert.equal(mentions.length > 0, unit === 'U.S. and ');
    }).timeout(10_000);
  }

  test('names without blanks cost the same however many there are', () => {
    const { mentions } = recognizer.analyze('한국'.repeat(100_000));
    assert.equal(mentions.length, 100_000);
  }).timeout(5000);

  test('an acronym that is written as a word too is what the text writes', () => {
    const { mentions } = recognizerFor({
      entities: [entityOf('unicef', "UN Children's Fund", { names: ['Unicef', 'UNICEF', 'Children of Mine'] })],
      rules: {},
    }).analyze('UNICEF and Unicef');
    assert.deepEqual(
      mentions.map(({ role, senses }) => `${role} ${senses.map(({ name }) => name.text).join('|')}`),
      ['acronym UNICEF', 'alias Unicef'],
    );
  });

  test('an empty text, a binary one and one of separators have no mentions', () => {
    for (const text of ['', '\0\0\0\u0001', '   \n\n\t']) {
      assert.deepEqual(recognizer.analyze(text).mentions, []);
    }
  });

  test('CRLF changes nothing but offsets', () => {
    const { mentions } = recognizer.analyze('Iran\r\nIraq\r\n\r\nUnited Nations\r\nSecurity Council');
    assert.deepEqual(
      mentions.map(({ senses }) => senses[0]?.entity.id),
      ['iran', 'iraq', 'unsc'],
    );
  });

  test('mentionAt finds the mention that an offset touches', () => {
    const analysis = recognizer.analyze('See Iran/Iraq now');
    assert.equal(analysis.mentionAt(3), undefined);
    assert.equal(analysis.mentionAt(4)?.senses[0]?.entity.id, 'iran');
    assert.equal(analysis.mentionAt(8)?.senses[0]?.entity.id, 'iran');
    assert.equal(analysis.mentionAt(9)?.senses[0]?.entity.id, 'iraq');
    assert.equal(analysis.mentionAt(14), undefined);
  });
});
