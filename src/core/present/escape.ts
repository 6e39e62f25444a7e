/** Escaping: no text of a record or a document may become a link, a command or markup on a card. */

/** Puts a backslash before every character that Markdown could read, and folds line breaks into blanks. */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[\\`*_{}[\]()#+!|<>~$&:@-]/g, sign => (needsNoEscape.has(sign) ? sign : `\\${sign}`))
    .replace(/\bhttps?\\?:\/\//gi, address => address.replace('//', '/\u2060/'))
    .replace(/\bwww\./gi, 'www\u2060.')
    .replace(/^(\d+)([.)])/, '$1\\$2');
}

/** Signs that mean something in Markdown only where this text never stands: at the start of a line. */
const needsNoEscape = new Set([':', '-', '(', ')', '+', '@']);

/** A link's text and a command made by an adapter; `undefined` leaves the text alone. */
export function linkTo(label: string, target: string | undefined): string {
  return target === undefined ? label : `[${label}](${target})`;
}
