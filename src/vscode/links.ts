/** The commands that a card may run; their arguments are ids and places, never text of a record. */

import * as vscode from 'vscode';

import type { CardLinks } from '../core/present/card.js';

export const cardCommands = [
  'dossier.openRecord',
  'dossier.reveal',
  'dossier.citeClaim',
  'dossier.openSource',
  'dossier.pin',
] as const;

export const cardLinks: CardLinks = {
  openRecord: entity => command('dossier.openRecord', entity.id),
  reveal: entity => command('dossier.reveal', entity.id),
  cite: (entity, claimIndex) => command('dossier.citeClaim', entity.id, claimIndex),
  openSource: key => command('dossier.openSource', key),
};

/** Asks which meaning the name at the offset has. */
export function pinLink(offset: number): string {
  return command('dossier.pin', offset);
}

function command(name: (typeof cardCommands)[number], ...args: readonly (string | number)[]): string {
  return `command:${name}?${encodeURIComponent(JSON.stringify(args)).replace(/[()]/g, sign => (sign === '(' ? '%28' : '%29'))}`;
}

/** A card as VS Code shows it: no HTML, and only the commands above. */
export function markdownOf(card: string): vscode.MarkdownString {
  const markdown = new vscode.MarkdownString(card, false);
  markdown.isTrusted = { enabledCommands: [...cardCommands] };
  markdown.supportHtml = false;
  return markdown;
}
