// Made-up names and prose, the same for everybody: a seed decides all of it.

export function random(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const onsets = 'b br ch d dr f g gr h j k kl l m n p pr r s sh st t tr v w y z'.split(' ');
const vowels = 'a e i o u ai ea io ou a e i o'.split(' ');
const codas = ['', '', '', 'n', 'r', 'l', 's', 'm', 'k', 'nd', 'rt', 'ng'];

function properWord(next) {
  const syllables = 2 + Math.floor(next() * 2);
  let word = '';
  for (let i = 0; i < syllables; i++) {
    word += onsets[Math.floor(next() * onsets.length)] + vowels[Math.floor(next() * vowels.length)];
    word += i === syllables - 1 ? codas[Math.floor(next() * codas.length)] : '';
  }
  return word[0].toUpperCase() + word.slice(1);
}

const patterns = [
  w => w(),
  w => w(),
  w => `${w()} ${w()}`,
  w => `${w()} ${w()}`,
  w => `${w()} ${w()}`,
  w => `Republic of ${w()}`,
  w => `${w()} Institute of ${w()}`,
  w => `Ministry of ${w()} and ${w()}`,
  w => `University of ${w()}`,
  w => `${w()} ${w()} Agency`,
  w => `South ${w()}`,
  w => `Bank of ${w()}`,
];

/** `count` different names; every twentieth an acronym. */
export function makeNames(count, seed = 1) {
  const next = random(seed);
  // The stock of words grows slower than the names, as it does in real lists of names.
  const stock = Array.from({ length: Math.max(300, Math.ceil(count ** 0.8)) }, () => properWord(next));
  const pick = () => stock[Math.floor(next() * stock.length)];
  const names = new Set();
  while (names.size < count) {
    if (names.size % 20 === 19) {
      const length = count > 50_000 ? 5 : 4;
      names.add(Array.from({ length }, () => String.fromCharCode(65 + Math.floor(next() * 26))).join(''));
    } else {
      const before = names.size;
      names.add(patterns[Math.floor(next() * patterns.length)](pick));
      if (names.size === before) {
        stock.push(properWord(next));
      }
    }
  }
  return [...names];
}

const common =
  `the of and to in a that is was for on with as by at from it be are this which or an were has had not have their its been they
  more after between under during against without government officials report talks agreement measures council border trade statement
  sanctions ministers said would could also first last year month week people number policy region security economic foreign part
  members meeting visit leader parliament according recent several major further new old long high small large public political
  military nuclear energy market growth rate prices water road rail port coast river city village school hospital court law order
  change plan draft budget debt loan aid food grain rice oil gas coal power supply demand support pressure concern question answer
  letter note paper book study survey data figure table chart map line point case issue matter reason result effect cause course`.split(
    /\s+/,
  );

/**
 * Prose of about `size` UTF-16 units in which about every twelfth word begins a name, and some only seem to; above every
 * eighth paragraph stands a heading in capitals.
 */
export function makeProse(size, names, seed = 2) {
  const next = random(seed);
  const parts = [];
  let length = 0;
  let inSentence = 0;
  let sentences = 0;
  while (length < size) {
    const draw = next();
    let word;
    if (draw < 0.07) {
      word = names[Math.floor(next() * names.length)];
    } else if (draw < 0.09) {
      // The beginning of a name that goes on otherwise.
      word = names[Math.floor(next() * names.length)].split(' ')[0] + 'ish';
    } else {
      word = common[Math.floor(next() * common.length)];
    }
    if (inSentence === 0) {
      word = word[0].toUpperCase() + word.slice(1);
    }
    inSentence++;
    const ends = inSentence > 6 && next() < 0.09;
    const text =
      word +
      (ends ? (++sentences % 6 === 0 ? `.\n\n${heading(sentences, names, next)}` : '. ') : next() < 0.06 ? ', ' : ' ');
    inSentence = ends ? 0 : inSentence;
    parts.push(text);
    length += text.length;
  }
  return parts.join('');
}

function heading(sentences, names, next) {
  const pick = list => list[Math.floor(next() * list.length)];
  return sentences % 48 === 0
    ? `${pick(common)} ${pick(names)} and ${pick(names)} ${pick(common)}\n\n`.toUpperCase()
    : '';
}
