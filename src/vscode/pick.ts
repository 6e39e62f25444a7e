/** A native pick whose rows are made anew for what is typed, so that nothing is cut before it is found. */

import * as vscode from 'vscode';

export interface Row<T> extends vscode.QuickPickItem {
  readonly value: T;
}

export function pick<T>(placeholder: string, rows: (typed: string) => Row<T>[]): Promise<T | undefined> {
  const quickPick = vscode.window.createQuickPick<Row<T>>();
  quickPick.placeholder = placeholder;
  quickPick.matchOnDetail = true;
  quickPick.matchOnDescription = true;
  quickPick.items = rows('');
  return new Promise(resolve => {
    let chosen: T | undefined;
    quickPick.onDidChangeValue(typed => {
      quickPick.items = rows(typed);
    });
    quickPick.onDidAccept(() => {
      chosen = quickPick.activeItems[0]?.value;
      quickPick.hide();
    });
    quickPick.onDidHide(() => {
      quickPick.dispose();
      resolve(chosen);
    });
    quickPick.show();
  });
}
