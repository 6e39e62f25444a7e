import assert from 'node:assert/strict';

import { datesIn, writeDate } from '../../src/core/check/dates.js';

suite('dates in prose', () => {
  const cases: readonly (readonly [text: string, ...expected: readonly string[]])[] = [
    ['on 27 February 2016 it', '[27 February 2016] 2016-02-27'],
    ['February 27, 2016, it', '[February 27, 2016] 2016-02-27'],
    ['on 27 Feb 2016', '[27 Feb 2016] 2016-02-27'],
    ['Sept. 9, 1948', '[Sept. 9, 1948] 1948-09-09'],
    ['on the 2nd of March 2016', '[2nd of March 2016] 2016-03-02'],
    ['on 2016-03-02 it', '[2016-03-02] 2016-03-02'],
    ['in September 1991', '[September 1991] 1991-09'],
    ['in 2000 it', '[2000] 2000'],
    ['In 2000 North Korea', '[2000] 2000'],
    ['in the mid-1990s', '[mid-1990s] 1993/1997'],
    ['in the 1990s', '[the 1990s] 1990/1999'],
    ['in early 2001', '[early 2001] 2001~'],
    ['around 1995', '[around 1995] 1995~'],
    ['12-14 June 2018', '[12-14 June 2018] 2018-06-12/2018-06-14'],
    ['12–14 June 2018', '[12–14 June 2018] 2018-06-12/2018-06-14'],
    ['27 and 28 February 2019', '[27 and 28 February 2019] 2019-02-27/2019-02-28'],
    ['from 2003 to 2007', '[2003 to 2007] 2003/2007'],
    ['(1949-2010)', '[1949-2010] 1949/2010'],
    ['between 3 May 2001 and 5 June 2002', '[3 May 2001 and 5 June 2002] 2001-05-03/2002-06-05'],
    ['in 2000 and on 3 May 2001', '[2000] 2000', '[3 May 2001] 2001-05-03'],
    // Nothing rather than a guess.
    ['the same year, today, last month, on 2 March and in May'],
    ['27/02/2016, 2/3/2016 and 01.03.2016'],
    ["on 27 Feb 16 and in '91"],
    ['on 31 February 2016, and on February 30, 2016'],
    ['on 13 Muharram 1437, in 1437 AH, in Juche 105'],
    ['in 2000 people, 2000 tonnes, at 2000 hours, $2000, 2,000'],
    ['', ''].slice(0, 1) as [string],
  ];
  for (const [text, ...expected] of cases) {
    test(text === '' ? 'an empty text' : text, () => {
      assert.deepEqual(
        datesIn(text).map(({ start, end, edtf }) => `[${text.slice(start, end)}] ${edtf}`),
        expected,
      );
    });
  }

  test('the precision of a date bounds the days it may mean', () => {
    const [month] = datesIn('in September 1991');
    assert.equal(`${month?.earliest} ${month?.latest} ${month?.precision}`, '1991-09-01 1991-09-30 month');
    const [early] = datesIn('early 2001');
    assert.equal(`${early?.earliest} ${early?.latest}`, '2001-01-01 2001-06-30');
  });
});

suite('writing a date in the style of another', () => {
  const cases: readonly (readonly [style: string, recorded: string, expected: string])[] = [
    ['27 February 2016', '2016-03-02', '2 March 2016'],
    ['February 27, 2016', '2016-03-02', 'March 2, 2016'],
    ['27 Feb 2016', '2001-12-09', '9 Dec 2001'],
    ['Feb. 27, 2016', '2001-09-09', 'Sept. 9, 2001'],
    ['27 Feb 2016', '2001-05-09', '9 May 2001'],
    ['2016-02-27', '2016-03-02', '2016-03-02'],
    ['in September 1990', '1991-09-17', 'September 1991'],
    ['in 2000 it', '2001-03-01', '2001'],
    ['12 May 2000', '2000-07', 'July 2000'],
    ['12 May 2000', '2001', '2001'],
  ];
  for (const [style, recorded, expected] of cases) {
    test(`${recorded} like "${style}"`, () => {
      const [date] = datesIn(style);
      assert.ok(date?.style !== undefined);
      assert.equal(writeDate(recorded, date.style), expected);
    });
  }

  test('ranges and vague dates have no style to follow', () => {
    for (const text of ['12-14 June 2018', 'early 2001', 'the 1990s']) {
      const [date] = datesIn(text);
      assert.ok(date !== undefined && date.style === undefined, text);
    }
  });
});
