/** The sidebar: the outline of the knowledge as a tree. */

import * as vscode from 'vscode';

import { cardMarkdown } from '../core/present/card.js';
import { type OutlineNode, pathTo } from '../core/present/outline.js';
import { cardLinks, markdownOf } from './links.js';
import type { KnowledgeStore, Loaded } from './store.js';

export interface KnowledgeTree extends vscode.Disposable {
  /** Opens the sidebar at the row of an entity. */
  reveal(entityId: string): Promise<void>;
}

export function registerTree(store: KnowledgeStore): KnowledgeTree {
  const provider = new OutlineProvider(store);
  const view = vscode.window.createTreeView('dossier.entities', { treeDataProvider: provider, showCollapseAll: true });
  const disposable = vscode.Disposable.from(view, provider);
  return {
    dispose: () => disposable.dispose(),
    async reveal(entityId) {
      const { outline } = await store.ready;
      const row = pathTo(outline, entityId).at(-1);
      if (row !== undefined) {
        await vscode.commands.executeCommand('dossier.entities.focus');
        await view.reveal(row, { select: true, focus: true, expand: false });
      }
    },
  };
}

class OutlineProvider implements vscode.TreeDataProvider<OutlineNode>, vscode.Disposable {
  readonly #store: KnowledgeStore;
  readonly #changed = new vscode.EventEmitter<undefined>();
  readonly #listening: vscode.Disposable;
  readonly #parents = new Map<string, OutlineNode>();
  #loaded: Loaded | undefined;

  readonly onDidChangeTreeData = this.#changed.event;

  constructor(store: KnowledgeStore) {
    this.#store = store;
    this.#listening = store.onDidChange(() => this.#changed.fire(undefined));
  }

  dispose(): void {
    vscode.Disposable.from(this.#listening, this.#changed).dispose();
  }

  async getChildren(node?: OutlineNode): Promise<OutlineNode[]> {
    this.#loaded = await this.#store.ready;
    const children = node === undefined ? this.#loaded.outline : node.type === 'group' ? node.children : [];
    if (node !== undefined) {
      for (const child of children) {
        this.#parents.set(child.id, node);
      }
    }
    return [...children];
  }

  getParent(node: OutlineNode): OutlineNode | undefined {
    const known = this.#parents.get(node.id);
    if (known !== undefined || node.type === 'group' || this.#loaded === undefined) {
      return known ?? this.#parentOf(node);
    }
    return pathTo(this.#loaded.outline, node.entityId).at(-2);
  }

  #parentOf(node: OutlineNode): OutlineNode | undefined {
    const visit = (nodes: readonly OutlineNode[]): OutlineNode | undefined => {
      for (const candidate of nodes) {
        if (candidate.type === 'group') {
          const found = candidate.children.includes(node) ? candidate : visit(candidate.children);
          if (found !== undefined) {
            return found;
          }
        }
      }
      return undefined;
    };
    return visit(this.#loaded?.outline ?? []);
  }

  getTreeItem(node: OutlineNode): vscode.TreeItem {
    if (node.type === 'group') {
      const item = new vscode.TreeItem(node.label, vscode.TreeItemCollapsibleState.Collapsed);
      item.id = node.id;
      item.description = String(node.count);
      item.iconPath = new vscode.ThemeIcon(node.icon);
      item.accessibilityInformation = { label: vscode.l10n.t('{0}, {1} records', node.label, node.count) };
      item.contextValue = 'group';
      return item;
    }
    const item = new vscode.TreeItem(node.label, vscode.TreeItemCollapsibleState.None);
    item.id = node.id;
    item.description = node.description;
    item.iconPath = new vscode.ThemeIcon(node.icon);
    item.accessibilityInformation = { label: node.accessibleLabel };
    item.contextValue = 'entity';
    item.command = { command: 'dossier.openRecord', title: vscode.l10n.t('Open Record'), arguments: [node.entityId] };
    return item;
  }

  resolveTreeItem(item: vscode.TreeItem, node: OutlineNode): vscode.TreeItem {
    const entity = node.type === 'entity' ? this.#loaded?.knowledge.entity(node.entityId) : undefined;
    const [name] = entity?.names ?? [];
    if (entity !== undefined && name !== undefined && this.#loaded !== undefined) {
      const mention = { role: name.role, senses: [{ entity, name }] };
      const [card] = cardMarkdown(mention, this.#loaded.knowledge, { links: cardLinks, matched: name.text });
      item.tooltip = markdownOf(card ?? '');
    }
    return item;
  }
}
