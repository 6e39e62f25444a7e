/**
 * Pasting with provenance: a text that was copied with its address can go in as a quotation with its source, the
 * citation in the text and the stub of the source in the record, as one step to undo. Plain pasting stays the default;
 * the quotation is one choice further, in the widget beside what was pasted or in "Paste As".
 */

import * as vscode from 'vscode';

import { insertCited } from '../core/cite/insertion.js';
import { splitAddress, withProvenance } from '../core/cite/provenance.js';
import { selector } from './analyses.js';
import { editsOf, rangeOf, styleOfDocument } from './citing.js';
import { addRecord, sourcesFolder } from './sourceRecords.js';
import type { KnowledgeStore } from './store.js';
import { today } from './today.js';

const kind = vscode.DocumentDropOrPasteEditKind.Empty.append('dossier', 'quotation');
const longestPasted = 50_000;

export function registerPaste(store: KnowledgeStore): vscode.Disposable {
  const provider: vscode.DocumentPasteEditProvider = {
    async provideDocumentPasteEdits(document, [range], dataTransfer, _context, token) {
      const pasted = await dataTransfer.get('text/plain')?.asString();
      if (range === undefined || pasted === undefined || pasted.length > longestPasted) {
        return undefined;
      }
      const found = splitAddress(pasted);
      if (found === undefined || sourcesFolder() === undefined) {
        return undefined;
      }
      const { knowledge } = await store.ready;
      const newline = document.eol === vscode.EndOfLine.CRLF ? '\r\n' : '\n';
      const given = withProvenance({ ...found, today: today() }, { sources: knowledge.sources, newline });
      if (given === undefined || token.isCancellationRequested) {
        return undefined;
      }
      // The words take the place of what is selected.
      const start = document.offsetAt(range.start);
      const text = document.getText();
      const without = text.slice(0, start) + text.slice(document.offsetAt(range.end));
      const isBlock = given.quotation.startsWith('>');
      const lead = isBlock ? `${given.quotation}${newline}>${newline}> ` : given.quotation;
      const style = styleOfDocument(document);
      const { edits } = insertCited(
        without,
        { start, end: start },
        { citations: [{ key: given.key }], lead, tail: isBlock ? newline : '' },
        style,
        { source: key => (key === given.key && given.source !== undefined ? undefined : knowledge.source(key)) },
        { descriptors: style === 'endnote' },
      );
      const [own, ...notes] = edits;
      if (own === undefined) {
        return undefined;
      }
      const additional = new vscode.WorkspaceEdit();
      if (given.yaml !== undefined) {
        await addRecord(additional, given.key, given.yaml);
      }
      const removed = document.offsetAt(range.end) - start;
      const shifted = notes.map(note => ({ ...note, start: note.start + removed, end: note.end + removed }));
      if (shifted.length > 0) {
        additional.set(document.uri, editsOf(document, shifted));
      }
      if (own.start < start) {
        // A mark that stands close to its word takes the blank before it away.
        additional.delete(document.uri, rangeOf(document, { start: own.start, end: start }));
      }
      const title =
        found.text === ''
          ? vscode.l10n.t('Insert citation of this address')
          : vscode.l10n.t('Insert quotation with its source');
      const edit = new vscode.DocumentPasteEdit(own.text, title, kind);
      edit.additionalEdit = additional;
      edit.yieldTo = [vscode.DocumentDropOrPasteEditKind.Text];
      return [edit];
    },
  };
  return vscode.languages.registerDocumentPasteEditProvider(selector, provider, {
    providedPasteEditKinds: [kind],
    pasteMimeTypes: ['text/plain'],
  });
}
