// Ways to find names in prose, all to one rule: whole words, the leftmost and of these the longest name; an acronym in
// exactly its case, any other name as it is listed or in capitals, as headings have it. Each engine is
// `build(names) → (text) → [start, end, start, end, …]`. Packages that know no such rule search what is folded to small
// letters, and the case of each hit is compared afterwards.
import { createRequire } from 'node:module';

const requireAny = createRequire(import.meta.url);
const isAcronym = name => /^[A-Z]+$/.test(name);
const isWord = unit =>
  (unit >= 97 && unit <= 122) || (unit >= 65 && unit <= 90) || (unit >= 48 && unit <= 57) || unit > 127;

const onBorders = (text, hits) =>
  hits.filter(([start, end]) => !isWord(text.charCodeAt(start - 1)) && !isWord(text.charCodeAt(end)) && end > start);

/** Of overlapping hits the leftmost, of these the longest. */
function leftmostLongest(text, hits) {
  hits.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
  const spans = [];
  let from = 0;
  for (const [start, end] of hits) {
    if (start >= from) {
      spans.push(start, end);
      from = end;
    }
  }
  return spans;
}

function caseAgrees(name, text, start, end) {
  const found = text.slice(start, end);
  return found === name || (!isAcronym(name) && found === name.toUpperCase());
}

/** Of hits in a folded text, those that agree in case with a name. */
function checkedFor(names) {
  const byFolded = new Map();
  for (const name of names) {
    byFolded.set(name.toLowerCase(), [...(byFolded.get(name.toLowerCase()) ?? []), name]);
  }
  return (text, folded, hits) =>
    hits.filter(([start, end]) =>
      byFolded.get(folded.slice(start, end))?.some(name => caseAgrees(name, text, start, end)),
    );
}

/** A package that finds fixed texts, made to follow the rule: build(folded names) → (folded text) → [[start, end], …]. */
function folding(build) {
  return names => {
    const check = checkedFor(names);
    const search = build([...new Set(names.map(name => name.toLowerCase()))]);
    return text => {
      const folded = text.toLowerCase();
      return leftmostLongest(text, check(text, folded, onBorders(text, search(folded))));
    };
  };
}

function flashtext(names) {
  const KeywordProcessor = requireAny('flashtext.js');
  const processor = new (KeywordProcessor.default ?? KeywordProcessor)(false);
  for (const name of names) {
    processor.addKeyword(name, name);
  }
  return text => processor.extractKeywords(text);
}

const tokens = /[\p{L}\p{N}]+/gu;

export const engines = {
  'Map trie over tokens': names => {
    const root = new Map();
    for (const name of names) {
      let node = root;
      for (const token of name.toLowerCase().match(tokens)) {
        let next = node.get(token);
        if (next === undefined) {
          next = new Map();
          node.set(token, next);
        }
        node = next;
      }
      node.set('', [...(node.get('') ?? []), name]);
    }
    return text => {
      const found = [...text.matchAll(tokens)];
      const folded = found.map(match => match[0].toLowerCase());
      const spans = [];
      for (let i = 0; i < found.length; i++) {
        let node = root;
        let best = -1;
        for (let j = i; j < found.length; j++) {
          node = node.get(folded[j]);
          if (node === undefined) {
            break;
          }
          const end = found[j].index + found[j][0].length;
          // Between the words of a name stand blanks alone.
          if (j > i && text.charCodeAt(found[j].index - 1) !== 32) {
            break;
          }
          if (node.get('')?.some(name => caseAgrees(name, text, found[i].index, end))) {
            best = j;
          }
        }
        if (best >= 0) {
          spans.push(found[i].index, found[best].index + found[best][0].length);
          i = best;
        }
      }
      return spans;
    };
  },

  'Map from first token': names => {
    const byFirst = new Map();
    for (const name of names) {
      const [first] = name.toLowerCase().match(tokens);
      const list = byFirst.get(first);
      if (list === undefined) {
        byFirst.set(first, [name]);
      } else {
        list.push(name);
      }
    }
    for (const list of byFirst.values()) {
      list.sort((a, b) => b.length - a.length);
    }
    return text => {
      const lower = text.toLowerCase();
      const spans = [];
      let from = 0;
      for (const { 0: token, index } of lower.matchAll(tokens)) {
        const list = index < from ? undefined : byFirst.get(token);
        for (const name of list ?? []) {
          const end = index + name.length;
          if (
            lower.startsWith(name.toLowerCase(), index) &&
            !isWord(text.charCodeAt(end)) &&
            caseAgrees(name, text, index, end)
          ) {
            spans.push(index, end);
            from = end;
            break;
          }
        }
      }
      return spans;
    };
  },

  'one RegExp': names => {
    const forms = names.flatMap(name => (isAcronym(name) ? [name] : [name, name.toUpperCase()]));
    const sorted = forms.sort((a, b) => b.length - a.length);
    const expression = new RegExp(`(?<![A-Za-z0-9])(?:${sorted.join('|')})(?![A-Za-z0-9])`, 'g');
    return text => [...text.matchAll(expression)].flatMap(({ 0: name, index }) => [index, index + name.length]);
  },

  // It gives names in small or large letters alike and no places.
  'flashtext.js as it is': names => flashtext(names),

  'flashtext.js': names => {
    const extract = flashtext(names);
    const check = checkedFor(names);
    return text => {
      const folded = text.toLowerCase();
      const hits = [];
      let from = 0;
      for (const name of extract(text)) {
        let start = folded.indexOf(name.toLowerCase(), from);
        while (start >= 0 && onBorders(text, [[start, start + name.length]]).length === 0) {
          start = folded.indexOf(name.toLowerCase(), start + 1);
        }
        from = start + name.length;
        hits.push([start, from]);
      }
      return check(text, folded, hits).flat();
    };
  },

  'modern-ahocorasick': folding(names => {
    const AhoCorasick = requireAny('modern-ahocorasick');
    const matcher = new (AhoCorasick.default ?? AhoCorasick)(names);
    return text => matcher.search(text).map(({ start, end }) => [start, end]);
  }),

  ahocorasick: folding(names => {
    const AhoCorasick = requireAny('ahocorasick');
    const matcher = new AhoCorasick(names);
    return text => matcher.search(text).flatMap(([end, found]) => found.map(name => [end + 1 - name.length, end + 1]));
  }),

  '@monyone/aho-corasick': folding(names => {
    const { AhoCorasick } = requireAny('@monyone/aho-corasick');
    const matcher = new AhoCorasick(names);
    return text => [...matcher.matchInText(text)].map(({ begin, end }) => [begin, end]);
  }),
};
/** Packages that the table compares with; the others are ways to do without one. */
export const packages = ['flashtext.js', 'modern-ahocorasick', 'ahocorasick', '@monyone/aho-corasick'];
