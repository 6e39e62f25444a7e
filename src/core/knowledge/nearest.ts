/** Which key or id somebody may have meant. */

/** Up to three keys that a person may have meant: few letters away, or the same words. */
export function nearestKeys(key: string, keys: readonly string[], limit = 3): readonly string[] {
  if (key.length > 100) {
    return [];
  }
  const typed = key.toLowerCase();
  const most = typed.length < 4 ? 1 : typed.length < 8 ? 2 : 3;
  const words = wordsOf(typed);
  const found: { readonly key: string; readonly distance: number }[] = [];
  for (const other of keys) {
    const lower = other.toLowerCase();
    const shared = words.length > 1 && words.every(word => lower.includes(word));
    const distance = lower === typed ? 0 : shared ? 1.5 : distanceWithin(typed, lower, most);
    if (distance <= most) {
      found.push({ key: other, distance });
    }
  }
  return found
    .sort((a, b) => a.distance - b.distance || (a.key < b.key ? -1 : 1))
    .slice(0, limit)
    .map(({ key: other }) => other);
}

function wordsOf(key: string): readonly string[] {
  return key.split(/[^\p{L}\p{N}]+/u).filter(word => word.length > 1);
}

/** The number of letters to change, swap, add or leave out, or `Infinity` where it is more than `most`. */
function distanceWithin(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) {
    return Infinity;
  }
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const cost = a.charCodeAt(i - 1) === b.charCodeAt(j - 1) ? 0 : 1;
      let value = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + cost);
      if (
        i > 1 &&
        j > 1 &&
        a.charCodeAt(i - 1) === b.charCodeAt(j - 2) &&
        a.charCodeAt(i - 2) === b.charCodeAt(j - 1)
      ) {
        value = Math.min(value, (before[j - 2] ?? 0) + 1);
      }
      row.push(value);
      least = Math.min(least, value);
    }
    if (least > most) {
      return Infinity;
    }
    before = last;
    last = row;
  }
  const distance = last[b.length] ?? Infinity;
  return distance <= most ? distance : Infinity;
}
