/**
 * Escaping: text of records and documents on its way into Markdown.
 *
 * A record may come from anybody, so nothing it says may become a link, a command, an image, an icon, HTML or markup.
 * That includes what GitHub's Markdown links by itself: `https://…`, `www.…` and e-mail addresses. The reader sees
 * exactly the characters that were written, without those that would hide or reorder other text.
 */

/** Characters that mean something to Markdown wherever they stand. */
const markup = /[\\`*_{}[\]()<>#+!~&|@^]/g;
/** Control characters, and marks that make the text read in another order than it was written in. */
// oxlint-disable-next-line no-control-regex
const invisible = /[\u0000-\u0008\u000E-\u001F\u007F-\u009F\u061C\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/g;

/** The text as one line of Markdown that shows it as written. */
export function escapeMarkdown(text: string): string {
  return (
    text
      .replace(/\s+/g, ' ')
      .replace(invisible, '')
      .trim()
      .replace(markup, '\\$&')
      // `$(name)` becomes an icon after Markdown is done with it, so a backslash would come too early.
      .replaceAll('$', '&#36;')
      .replaceAll('://', '\\://')
      .replace(/(www|mailto|xmpp)([.:])/gi, '$1\\$2')
      // At the start of a line these make a list, a rule or a heading.
      .replace(/^(\d{1,9})\./, '$1\\.')
      .replace(/^[-=:]/, '\\$&')
  );
}

/** A Markdown link around a label that is escaped already; without a target the label stands alone. */
export function linkTo(label: string, target: string | undefined): string {
  return target === undefined ? label : `[${label}](${target})`;
}
