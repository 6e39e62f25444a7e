/**
 * What the product does inside a real VS Code, through VS Code's own commands. The same tests run in the Node and in
 * the web worker extension host, so nothing here may need Node.
 */

import * as vscode from 'vscode';

export function defineFeatures(host: 'node' | 'web'): void {
  suite(`Dossier in VS Code ${vscode.version}, ${host} extension host`, () => {
    suiteSetup(async () => {
      const extension = vscode.extensions.getExtension('dossier.dossier');
      check(extension !== undefined, 'the extension is not installed');
      const api: unknown = await extension.activate();
      check(isApi(api), 'activate() gives no API');
      await api.ready;
      console.log(
        `activate() took ${api.activationMs.toFixed(1)} ms; knowledge was ready ${api.readyMs().toFixed(0)} ms later`,
      );
    });

    for (const language of ['markdown', 'plaintext']) {
      test(`hover over a name shows its card, on exactly the name (${language})`, async () => {
        const document = await open('Talks between North Korea and China resumed.', language);
        const hovers = await hoversAt(document, 'North Korea', 3);
        same(hovers.length, 1);
        same(document.getText(hovers[0]?.range), 'North Korea');
        const card = textOf(hovers[0]);
        for (const part of ['North Korea', "Democratic People's Republic of Korea", 'command:dossier.']) {
          check(card.includes(part), `the card lacks "${part}": ${card}`);
        }
      });
    }

    test('the card of resolution 2270 labels the wrong date and gives the right one', async () => {
      const document = await open('It was UNSCR 2270 that mattered.', 'markdown');
      const card = textOf((await hoversAt(document, 'UNSCR 2270', 2))[0]);
      check(/2 March 2016/.test(card), card);
      check(/Wrong/.test(card) && /27 February 2016/.test(card), card);
    });

    test('a name that two states share shows both', async () => {
      const document = await open('The Congo basin.', 'markdown');
      const hovers = await hoversAt(document, 'Congo', 1);
      const cards = hovers.map(textOf).join('\n');
      check(cards.includes('COD') && cards.includes('COG'), cards);
    });

    test('hover inside code, an address and beside a name shows nothing', async () => {
      const document = await open('`Kenya` https://example.org/Kenya and Kenya', 'markdown');
      same((await hoversAt(document, 'Kenya', 1)).length, 0);
      same((await hoversAtOffset(document, document.getText().indexOf('/Kenya') + 2)).length, 0);
      same((await hoversAtOffset(document, document.getText().length - 8)).length, 0);
      same((await hoversAtOffset(document, document.getText().length - 2)).length, 1);
    });

    test('hover survives CRLF, an empty document, a binary one and a document of 10 MB', async () => {
      const crlf = await open('Line one\r\nKenya and\r\nUnited Nations', 'markdown');
      same(crlf.getText((await hoversAt(crlf, 'Kenya', 1))[0]?.range), 'Kenya');
      same((await hoversAtOffset(await open('', 'markdown'), 0)).length, 0);
      same((await hoversAtOffset(await open('\0\u0001\u0002Kenya\0', 'plaintext'), 0)).length, 0);
      const large = await open(`${'Nothing is named in this line of text.\n'.repeat(270_000)}Kenya`, 'plaintext');
      same(large.getText((await hoversAtOffset(large, large.getText().length - 2))[0]?.range), 'Kenya');
    }).timeout(60_000);

    test('completion after @@ offers the entity and replaces exactly the typed part', async () => {
      const document = await open('We met @@North Kor', 'markdown');
      const item = await completionOf(document, document.getText().length, 'North Korea');
      same(await accept(document, item), 'We met North Korea');
    });

    test('completion by a later word of an alias names the alias', async () => {
      const document = await open('The Security Cou', 'plaintext');
      const list = await completionsAt(document, document.getText().length);
      const item = list.items.find(({ label }) => labelOf(label) === 'United Nations Security Council');
      check(
        item !== undefined,
        `no Security Council in ${list.items
          .slice(0, 10)
          .map(({ label }) => labelOf(label))
          .join(', ')}`,
      );
    });

    test('typing [@ completes source keys', async () => {
      const document = await open('As stated [@globalsec', 'markdown');
      const list = await completionsAt(document, document.getText().length);
      const item = list.items.find(({ label }) => labelOf(label).startsWith('globalsecurity-dprk'));
      check(item !== undefined, 'the source is not offered');
      check((await accept(document, item)).startsWith('As stated [@globalsecurity-dprk'), 'the key is not completed');
    });

    test('a name leads to its record, at its line', async () => {
      const document = await open('Kenya abstained.', 'markdown');
      const links = await vscode.commands.executeCommand<(vscode.Location | vscode.LocationLink)[]>(
        'vscode.executeDefinitionProvider',
        document.uri,
        new vscode.Position(0, 2),
      );
      const target = links[0];
      check(target !== undefined, 'no definition');
      const uri = 'targetUri' in target ? target.targetUri : target.uri;
      check(uri.path.endsWith('knowledge/countries/kenya.yaml'), uri.toString());
      check((await vscode.workspace.openTextDocument(uri)).getText().includes('Kenya'), 'the record cannot be read');
    });

    test("the workspace's own folder adds an organization and overrides a field", async () => {
      const document = await open('East Coast Institute and UNDP.', 'markdown');
      check(
        textOf((await hoversAt(document, 'East Coast Institute', 2))[0]).includes('East Coast Institute'),
        'not added',
      );
      const undp = textOf((await hoversAt(document, 'UNDP', 2))[0]);
      check(undp.includes('United Nations Development Programme'), undp);
    });

    test('a wrong date is marked with its evidence, and the fix writes the recorded one', async () => {
      const text = 'The Security Council adopted resolution 2270 on 27 February 2016. It was unanimous.';
      const document = await open(text, 'markdown');
      const [finding] = await findingsIn(document, 'claim-date');
      check(finding !== undefined, 'nothing was found');
      same(document.getText(finding.range), '27 February 2016');
      same(finding.severity, vscode.DiagnosticSeverity.Warning);
      check(finding.message.includes('2 March 2016'), finding.message);
      const places = (finding.relatedInformation ?? []).map(({ location }) => location.uri.path);
      check(
        places.some(path => path.endsWith('/unscr-2270.yaml')),
        places.join(),
      );
      const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
        'vscode.executeCodeActionProvider',
        document.uri,
        finding.range,
      );
      const fix = actions.find(({ title }) => title.includes('2 March 2016'));
      check(fix?.edit !== undefined, actions.map(({ title }) => title).join());
      check(await vscode.workspace.applyEdit(fix.edit), 'the edit was refused');
      same(document.getText(), text.replace('27 February 2016', '2 March 2016'));
      same((await findingsIn(document, 'claim-date', 0)).length, 0);
    });

    test('a pin settles a name for the text, and is taken back', async () => {
      const text = 'The Congo basin. Congo again.';
      const document = await open(text, 'markdown');
      const actions = async (): Promise<readonly vscode.CodeAction[]> =>
        vscode.commands.executeCommand<vscode.CodeAction[]>(
          'vscode.executeCodeActionProvider',
          document.uri,
          new vscode.Range(
            document.positionAt(document.getText().lastIndexOf('Congo')),
            document.positionAt(document.getText().lastIndexOf('Congo')),
          ),
        );
      const apply = async (title: RegExp): Promise<void> => {
        const found = (await actions()).find(action => title.test(action.title));
        check(found?.edit !== undefined, `no ${String(title)}`);
        check(await vscode.workspace.applyEdit(found.edit), 'the edit was refused');
      };
      const before = (await hoversAt(document, 'Congo', 1)).map(textOf).join('\n');
      check(before.includes('COG') && before.includes('COD') && before.includes('dossier.pin'), before);
      await apply(/means Republic of the Congo in this text/);
      check(document.getText().endsWith(text) && document.getText().length > text.length, document.getText());
      const cards = (await hoversAt(document, 'Congo basin', 1)).map(textOf).join('\n');
      check(cards.includes('COG') && !cards.includes('COD'), cards);
      await apply(/Leave open again/);
      same(document.getText(), text);
    });

    test('a text goes into another style of citing and comes back', async () => {
      const text =
        'As agreed [see @globalsecurity-dprk, para. 4; @law-wp-unscr-2270]. Then @desk-notes [p. 2] said so.\n';
      const document = await open(text, 'markdown');
      await vscode.commands.executeCommand('dossier.changeCitationStyle', 'footnote');
      const footnotes = document.getText();
      check(/\[\^[^\]]+\]/.test(footnotes) && footnotes.includes('citation-style: footnote'), footnotes);
      check(footnotes.includes('GlobalSecurity.org') && footnotes.includes('para. 4'), footnotes);
      await vscode.commands.executeCommand('dossier.changeCitationStyle', 'endnote');
      check(document.getText().includes('[[1]]'), document.getText());
      await vscode.commands.executeCommand('dossier.changeCitationStyle', 'pandoc');
      same(document.getText(), `---\ncitation-style: pandoc\n---\n\n${text}`);
    });

    test('the list of sources is written, and writing it again changes nothing', async () => {
      const document = await open('As agreed [@globalsecurity-dprk, para. 4]. Then [@desk-notes, p. 2].\n', 'markdown');
      await vscode.commands.executeCommand('dossier.updateSources');
      const once = document.getText();
      check(once.includes('GlobalSecurity.org') && once.includes('Desk notes'), once);
      await vscode.commands.executeCommand('dossier.updateSources');
      same(document.getText(), once);
    });

    test('a word of likelihood shows its band', async () => {
      const document = await open('A test is very likely this year.', 'markdown');
      const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
        'vscode.executeHoverProvider',
        document.uri,
        document.positionAt(document.getText().indexOf('likely') + 2),
      );
      const hover = hovers.find(one => textOf(one).includes('80 to 95 per cent'));
      check(hover !== undefined, hovers.map(textOf).join());
      same(document.getText(hover.range), 'very likely');
    });

    test('a comment with a reason silences a finding', async () => {
      const line = 'Resolution 2270 was adopted on 27 February 2016.';
      const document = await open(
        `${line} <!-- dossier: ignore claim-date quoted from the page -->\n\n${line}\n`,
        'markdown',
      );
      const found = await findingsIn(document, 'claim-date');
      same(found.length, 1);
      same(found[0]?.range.start.line, 2);
    });

    test('a source leads to the texts and the claims that rest on it', async () => {
      const document = await open(
        'First [@globalsecurity-dprk, para. 4]. Again [see @globalsecurity-dprk].',
        'markdown',
      );
      const found = await vscode.commands.executeCommand<vscode.Location[]>(
        'vscode.executeReferenceProvider',
        document.uri,
        document.positionAt(document.getText().indexOf('@globals') + 3),
      );
      // Markdown takes the brackets for a link and adds a place of its own.
      const here = found
        .filter(({ uri }) => uri.toString() === document.uri.toString())
        .map(({ range }) => document.getText(range));
      same(here.filter(text => text === 'globalsecurity-dprk').length, 2);
      check(
        found.some(({ uri }) => uri.path.endsWith('/dprk-foreign-relations.md')),
        'the briefing cites it too',
      );
      check(
        found.some(({ uri }) => uri.path.endsWith('/unscr-2270.yaml')),
        'a claim about resolution 2270 rests on it',
      );
    });

    test('a key is changed everywhere at once, and one that ships is refused', async () => {
      const document = await open('As noted [@desk-notes, p. 2] and [@globalsecurity-dprk].', 'markdown');
      const rename = (key: string, to: string): Thenable<vscode.WorkspaceEdit> =>
        vscode.commands.executeCommand(
          'vscode.executeDocumentRenameProvider',
          document.uri,
          document.positionAt(document.getText().indexOf(key) + 2),
          to,
        );
      const edit = await rename('desk-notes', 'desk-notes-2026');
      const files = edit.entries().map(([uri]) => uri.path);
      check(
        files.some(path => path.endsWith('/dprk-foreign-relations.md')),
        files.join(),
      );
      check(
        files.some(path => path.includes('/knowledge/sources/')),
        files.join(),
      );
      check(files.includes(document.uri.path), files.join());
      for (const [key, to] of [
        ['desk-notes', 'no good key'],
        ['desk-notes', 'globalsecurity-dprk'],
        ['globalsecurity-dprk', 'another'],
      ] as const) {
        same((await rename(key, to)).size, 0);
      }
    });

    test('a claim is cited in the style of the text, and only its source where the sentence stands', async () => {
      const document = await open('---\ncitation-style: author-date\n---\n\n', 'markdown');
      const editor = vscode.window.activeTextEditor;
      check(editor !== undefined, 'no editor');
      const end = document.positionAt(document.getText().length);
      editor.selection = new vscode.Selection(end, end);
      await vscode.commands.executeCommand('dossier.citeClaim', 'upu', 0);
      const once = document.getText();
      check(/\n\S.* \(\[[^\]]+\]\(#ref-[^)]+\).*\)\.$/.test(once), once);
      const sentence = once.slice(once.lastIndexOf('\n') + 1, once.indexOf(' (['));
      const again = await open(`${sentence}`, 'markdown');
      const place = again.positionAt(sentence.length);
      const second = vscode.window.activeTextEditor;
      check(second?.document === again, 'another editor');
      second.selection = new vscode.Selection(place, place);
      await vscode.commands.executeCommand('dossier.citeClaim', 'upu', 0);
      const written = again.getText();
      check(written.startsWith(`${sentence} [@`) && written.indexOf(']') === written.length - 1, written);
    });

    test('behind [^ a source becomes a footnote with its note', async () => {
      const document = await open('So it was [^globals]. Behind.\n', 'markdown');
      const list = await completionsAt(document, document.getText().indexOf(']'));
      const item = list.items.find(({ label }) => labelOf(label) === 'globalsecurity-dprk');
      check(item !== undefined, list.items.map(({ label }) => labelOf(label)).join());
      const edit = new vscode.WorkspaceEdit();
      const range = item.range instanceof vscode.Range ? item.range : item.range?.replacing;
      check(range !== undefined, 'no range');
      edit.set(document.uri, [vscode.TextEdit.replace(range, textIn(item)), ...(item.additionalTextEdits ?? [])]);
      check(await vscode.workspace.applyEdit(edit), 'the edit was refused');
      const text = document.getText();
      check(/^So it was\[\^[^\]]+\]\. Behind\.\n/.test(text), text);
      check(/\[\^[^\]]+\]: \[.*GlobalSecurity.*\]\(#ref-globalsecurity-dprk\)/.test(text), text);
    });

    test('the card of a key in a cluster is that source, with what it says of the paragraph', async () => {
      const document = await open(
        'Resolution 2270 came in March [@desk-notes; @law-wp-unscr-2270, para. 1].\n\nLater [@law-wp-unscr-2270].\n',
        'markdown',
      );
      const at = document.getText().indexOf('@law') + 3;
      const [hover] = await hoversAtOffset(document, at);
      same(document.getText(hover?.range), 'law-wp-unscr-2270');
      const card = textOf(hover);
      check(card.includes('on this paragraph') && card.includes('2270'), card);
      check(card.includes('line 3 too'), card);
      const [first] = await hoversAtOffset(document, document.getText().indexOf('@desk') + 3);
      same(document.getText(first?.range), 'desk-notes');
    });

    test('sources come in from CSL JSON and BibTeX, once, and go out with the same keys', async () => {
      const [workspace] = vscode.workspace.workspaceFolders ?? [];
      check(workspace !== undefined, 'no folder is open');
      const at = (path: string): vscode.Uri => vscode.Uri.joinPath(workspace.uri, path);
      const write = (path: string, text: string): Thenable<void> =>
        vscode.workspace.fs.writeFile(at(path), new TextEncoder().encode(text));
      const read = async (path: string): Promise<string> =>
        new TextDecoder().decode(await vscode.workspace.fs.readFile(at(path)));
      await write(
        'zotero.json',
        JSON.stringify([
          {
            id: 'kim-2024',
            type: 'report',
            title: 'A Report',
            author: [{ family: 'Kim', given: 'A.' }],
            issued: { 'date-parts': [[2024, 3]] },
          },
          { id: 'globalsecurity-dprk', title: 'Known already' },
          { id: 'no-title' },
        ]),
      );
      await write(
        'refs.bib',
        '@article{lee:2016, title={D{\\"u}rr}, author={Lee, S.-Y.}, journal={Post}, date={2016-02-16}}\n',
      );
      await vscode.commands.executeCommand('dossier.importSources', at('zotero.json'));
      await vscode.commands.executeCommand('dossier.importSources', at('refs.bib'));
      const records = await read('knowledge/sources/zotero.yaml');
      check(records.includes('- id: kim-2024') && records.includes('issued: 2024-03'), records);
      check(!records.includes('globalsecurity'), records);
      const tex = await read('knowledge/sources/refs.yaml');
      check(tex.includes('title: Dürr') && tex.includes('lee:2016'), tex);
      await vscode.commands.executeCommand('dossier.importSources', at('zotero.json'));
      same(await read('knowledge/sources/zotero.yaml'), records);
      // The record has them when its folder has been read again.
      const document = await open('As said [@kim-2024, p. 3; @lee:2016].', 'markdown');
      for (let tries = 0; tries < 100; tries++) {
        const { items } = await completionsAt(document, document.getText().indexOf('kim-2024') + 3);
        if (items.some(({ label }) => labelOf(label) === 'kim-2024')) {
          break;
        }
        await new Promise(resolve => setTimeout(resolve, 100));
      }
      const text = { scope: 'text' as const };
      await vscode.window.showTextDocument(document);
      await vscode.commands.executeCommand('dossier.exportSources', {
        ...text,
        format: 'csl-json',
        target: at('out.json'),
      });
      await vscode.commands.executeCommand('dossier.exportSources', {
        ...text,
        format: 'bibtex',
        target: at('out.bib'),
      });
      const json = await read('out.json');
      same((JSON.parse(json) as { id: string }[]).map(({ id }) => id).join(), 'kim-2024,lee:2016');
      const bib = await read('out.bib');
      check(bib.includes('@report{kim-2024,') && bib.includes('{lee:2016,'), bib);
    });

    test('a withdrawn source marks the sentences of texts that nobody has open', async () => {
      const [workspace] = vscode.workspace.workspaceFolders ?? [];
      check(workspace !== undefined, 'no folder is open');
      const write = (path: string, text: string): Thenable<void> =>
        vscode.workspace.fs.writeFile(vscode.Uri.joinPath(workspace.uri, path), new TextEncoder().encode(text));
      const text = 'First. Two met in secret [@gone-2026; @desk-notes]. They met again [@gone-2026].\n';
      await write('older.md', text);
      await write(
        'knowledge/sources/gone.yaml',
        '- { id: gone-2026, title: A leak, status: withdrawn, why: Its author invented it. }\n',
      );
      const uri = vscode.Uri.joinPath(workspace.uri, 'older.md');
      const marks = (): vscode.Diagnostic[] => vscode.languages.getDiagnostics(uri);
      for (let tries = 0; tries < 100 && marks().length === 0; tries++) {
        await new Promise(resolve => setTimeout(resolve, 100));
      }
      same(marks().length, 2);
      const [first, second] = marks();
      check(/A leak.*withdrawn: Its author invented it\. Does/.test(first?.message ?? ''), first?.message ?? '');
      check(/Nothing else supports/.test(second?.message ?? ''), second?.message ?? '');
      same(second?.range.start.character, text.indexOf('They'));
      await write('knowledge/sources/gone.yaml', '- { id: gone-2026, title: A leak }\n');
      for (let tries = 0; tries < 100 && marks().length > 0; tries++) {
        await new Promise(resolve => setTimeout(resolve, 100));
      }
      same(marks().length, 0);
    });

    test('an unknown key offers its record to be made', async () => {
      const document = await open('As said [@nobody-has-this].', 'markdown');
      const [finding] = await findingsIn(document, 'citation');
      check(finding !== undefined, 'no finding');
      const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
        'vscode.executeCodeActionProvider',
        document.uri,
        finding.range,
      );
      const action = actions.find(({ command }) => command?.command === 'dossier.createSource');
      check(action?.command !== undefined, actions.map(({ title }) => title).join());
      await vscode.commands.executeCommand(action.command.command, ...(action.command.arguments ?? []));
      const made = vscode.window.activeTextEditor?.document;
      check(made?.uri.path.endsWith('/knowledge/sources/nobody-has-this.yaml') === true, made?.uri.path ?? 'nothing');
      check(made.getText().startsWith('- id: nobody-has-this\n'), made.getText());
    });

    test('every command in the palette has the category Dossier, and there are at most 25', async () => {
      const extension = vscode.extensions.getExtension('dossier.dossier');
      check(extension !== undefined, 'the extension is not installed');
      const { contributes } = extension.packageJSON as {
        contributes: { commands: { command: string; category: string }[] };
      };
      check(contributes.commands.length <= 25, `${contributes.commands.length} commands`);
      check(
        contributes.commands.every(({ category }) => category === 'Dossier'),
        'a command without the category',
      );
      const known = new Set(await vscode.commands.getCommands(true));
      same(
        contributes.commands
          .filter(({ command }) => !known.has(command))
          .map(({ command }) => command)
          .join(),
        '',
      );
    });
  });
}

interface Api {
  readonly ready: Promise<void>;
  readonly activationMs: number;
  readonly readyMs: () => number;
}

function isApi(value: unknown): value is Api {
  return typeof value === 'object' && value !== null && 'ready' in value && 'activationMs' in value;
}

function check(condition: boolean, message: string): asserts condition {
  if (!condition) {
    throw new Error(message);
  }
}

function same<T>(actual: T, expected: T): void {
  check(actual === expected, `expected ${String(expected)} but found ${String(actual)}`);
}

async function open(content: string, language: string): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument({ content, language });
  await vscode.window.showTextDocument(document);
  return document;
}

function hoversAt(document: vscode.TextDocument, text: string, inside: number): Thenable<vscode.Hover[]> {
  return hoversAtOffset(document, document.getText().indexOf(text) + inside);
}

async function hoversAtOffset(document: vscode.TextDocument, offset: number): Promise<vscode.Hover[]> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
    'vscode.executeHoverProvider',
    document.uri,
    document.positionAt(offset),
  );
  // Markdown has hovers of its own, on addresses for one.
  return hovers.filter(hover => textOf(hover).includes('command:dossier.'));
}

function textOf(hover: vscode.Hover | undefined): string {
  return (hover?.contents ?? []).map(part => (typeof part === 'string' ? part : part.value)).join('\n');
}

function completionsAt(document: vscode.TextDocument, offset: number): Thenable<vscode.CompletionList> {
  return vscode.commands.executeCommand<vscode.CompletionList>(
    'vscode.executeCompletionItemProvider',
    document.uri,
    document.positionAt(offset),
  );
}

async function completionOf(
  document: vscode.TextDocument,
  offset: number,
  label: string,
): Promise<vscode.CompletionItem> {
  const { items } = await completionsAt(document, offset);
  const item = items.find(candidate => labelOf(candidate.label) === label);
  check(
    item !== undefined,
    `no ${label} in ${items
      .slice(0, 10)
      .map(candidate => labelOf(candidate.label))
      .join(', ')}`,
  );
  return item;
}

function labelOf(label: string | vscode.CompletionItemLabel): string {
  return typeof label === 'string' ? label : label.label;
}

function textIn({ insertText, label }: vscode.CompletionItem): string {
  return typeof insertText === 'string' ? insertText : (insertText?.value ?? labelOf(label));
}

/** The document's text after accepting a suggestion. */
async function accept(document: vscode.TextDocument, item: vscode.CompletionItem): Promise<string> {
  const range = item.range instanceof vscode.Range ? item.range : item.range?.replacing;
  const text = textIn(item);
  check(range !== undefined, 'the suggestion has no range');
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, range, text);
  await vscode.workspace.applyEdit(edit);
  return document.getText();
}

/** The findings of a rule, once there are as many; asks for up to five seconds. */
async function findingsIn(document: vscode.TextDocument, rule: string, count = 1): Promise<vscode.Diagnostic[]> {
  const of = (): vscode.Diagnostic[] =>
    vscode.languages
      .getDiagnostics(document.uri)
      .filter(({ source, code }) => source === 'Dossier' && typeof code === 'object' && code.value === rule);
  for (let tries = 0; tries < 100 && of().length !== count; tries++) {
    await new Promise(resolve => setTimeout(resolve, 50));
  }
  return of();
}
